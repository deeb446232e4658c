import { compareCodePoints, reason } from "../../kernel";
import type { CompiledPairs } from "../model/compile-model";
import type { OfferSource, Question } from "./offer-sources";
import type { Candidate } from "./rank-offers";
import { strongestPair } from "./score-pairs";

/**
 * Gives what the categories lead to where products alone do not: of the categories that go with those of the
 * basket (or, without one, of what was bought) the products bought most. So new products are offered, and go
 * with others, before they have figures of their own.
 */
export function fromCategories(question: Question): OfferSource {
  const { compiled, facts } = question;
  const { model, members, categoryPlaces } = compiled;
  const { basket, bought, categoryOf } = facts;
  const inBasket = placesOf(basket);
  const from = inBasket.length > 0 ? inBasket : placesOf(bought);
  const table: CompiledPairs =
    inBasket.length > 0 ? compiled.categoriesTogether : compiled.categoriesAlsoBought;
  const unit = inBasket.length > 0 ? "baskets" : "customers";
  const ledTo = new Map<string, number>();

  return {
    from: "category",
    candidates(isOpen, enough) {
      const sums = new Map<number, number>();
      for (const place of from) {
        for (let pair = table.starts[place]!; pair < table.starts[place + 1]!; pair++) {
          const other = table.others[pair]!;
          sums.set(other, (sums.get(other) ?? 0) + table.scores[pair]!);
        }
      }
      const newcomers = sums.size === 0 ? new Map<number, string[]>() : unsoldByCategory(isOpen);
      const candidates: Candidate[] = [];
      for (const [category, score] of sums) {
        const all = (members[category] ?? []).reduce(
          (sum, place) => sum + (model.items[place]?.baskets ?? 0),
          0,
        );
        let found = 0;
        const offer = (sku: string, share: number): void => {
          ledTo.set(sku, category);
          candidates.push({ sku, score: score * share });
          found++;
        };
        for (const place of members[category] ?? []) {
          if (found >= enough) break;
          const item = model.items[place];
          // The catalogue may have moved it since the model was fitted.
          const here =
            item !== undefined && categoryPlaces.get(categoryOf(item.sku) ?? "") === category;
          if (here && isOpen(item.sku)) offer(item.sku, item.baskets / all);
        }
        for (const sku of newcomers.get(category) ?? []) if (found < enough) offer(sku, 0);
      }
      return candidates;
    },
    explain(sku) {
      const to = ledTo.get(sku) ?? -1;
      const pair = strongestPair(table, from, to);
      const antecedent = model.categories[pair?.from ?? -1];
      const withAntecedent = antecedent?.[unit] ?? 0;
      const together = pair?.count ?? 0;
      return {
        reasons: [
          reason("cross_sell.category", {
            category: model.categories[to]?.category ?? "",
            antecedent: antecedent?.category ?? "",
            confidence: together / withAntecedent,
            together,
            withAntecedent,
          }),
        ],
      };
    },
  };

  function placesOf(skus: Iterable<string>): number[] {
    const places = new Set<number>();
    for (const sku of skus) {
      const place = categoryPlaces.get(categoryOf(sku) ?? "");
      if (place !== undefined) places.add(place);
    }
    return [...places];
  }

  function unsoldByCategory(isOpen: (sku: string) => boolean): Map<number, string[]> {
    const byCategory = new Map<number, string[]>();
    for (const sku of unsold(question, isOpen)) {
      const place = categoryPlaces.get(categoryOf(sku) ?? "");
      if (place === undefined) continue;
      const known = byCategory.get(place);
      if (known === undefined) byCategory.set(place, [sku]);
      else known.push(sku);
    }
    return byCategory;
  }
}

/** Gives what is bought most. */
export function fromPopularity({ compiled, nameOf }: Question): OfferSource {
  const { items, baskets } = compiled.model;
  return {
    from: "popular",
    candidates(isOpen, enough) {
      const candidates: Candidate[] = [];
      // They stand most bought first, so a long list is read no further than needed.
      for (const { sku, baskets: count } of items) {
        if (candidates.length >= enough) break;
        if (isOpen(sku)) candidates.push({ sku, score: count / baskets });
      }
      return candidates;
    },
    explain(sku) {
      const count = items[compiled.places.get(sku) ?? -1]?.baskets ?? 0;
      return { reasons: [reason("cross_sell.popular", { offer: nameOf(sku), count, baskets })] };
    },
  };
}

/** Gives what is in the catalogue but was never bought. */
export function fromUnsold(question: Question): OfferSource {
  return {
    from: "popular",
    candidates: (isOpen) => unsold(question, isOpen).map((sku) => ({ sku, score: 0 })),
    explain: (sku) => ({
      reasons: [reason("cross_sell.unsold", { offer: question.nameOf(sku) })],
    }),
  };
}

/** By ascending code point. */
function unsold({ compiled, facts }: Question, isOpen: (sku: string) => boolean): string[] {
  const skus: string[] = [];
  for (const sku of facts.context.products?.keys() ?? []) {
    if (!compiled.places.has(sku) && isOpen(sku)) skus.push(sku);
  }
  return skus.sort(compareCodePoints);
}
