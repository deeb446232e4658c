/**
 * A base with a known truth: people in households, and 8 % of customers who are somebody else's second record. It is
 * written from what shops see, shares no code with the matcher, and holds what no matcher can get right: father and
 * son of one name and one phone, and people who come back with everything changed.
 */
import type { CustomerEvent, CustomerTraits } from "setia";

/** A generated base. */
export interface People {
  /** One event per customer. */
  readonly events: readonly CustomerEvent[];
  /** Who each customer is, in the order of `events`. */
  readonly personOf: readonly number[];
}

type Chance = () => number;

/** Mulberry32, by Tommy Ettinger (public domain). */
function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const list = (text: string): string[] => text.split(" ");
const MEN = list(
  "Budi Agus Andi Rudi Hendra Eko Joko Bambang Dedi Hadi Wahyu Rizky Fajar Arif Yusuf Iwan Adi Bayu Dani Surya " +
    "Slamet Sutrisno Suharto Suprapto Sugeng Susilo Sutomo Suyono Supardi Sumarno Gunawan Hartono Setiawan Yanto " +
    "Tono Rahmat Hidayat Fauzi Ahmad Ilham Reza Aditya Galih Dimas Yoga Irfan Taufik Ridwan Hasan Husein Ali Umar " +
    "Ibrahim Ismail Zainal Syarif Djoko Yohanes Markus Petrus Robert Michael Kevin Steven Wayan Made Ketut Nyoman",
);
const WOMEN = list(
  "Ani Siti Dewi Sri Rina Rini Yuli Yuliana Fitri Fitriani Ratna Wati Lestari Indah Ayu Putri Maya Nina Lina Tina " +
    "Dian Wulan Sari Mega Intan Novi Nurul Aisyah Fatimah Khadijah Zahra Laila Nur Hayati Rahayu Wahyuni Susanti " +
    "Kartika Melati Anggraini Permata Safitri Oktavia Desi Eka Dwi Tri Endang Sumiati Suryani Marlina Kristina " +
    "Maria Elisabet Ami Ana Ina Mira Mila Nia Tia Lia Yanti Yani Heni Hesti Kadek Luh Komang",
);
const LAST = list(
  "Wijaya Santoso Saputra Pratama Kusuma Nugroho Hidayat Siregar Nasution Simanjuntak Sitompul Hutapea Panjaitan " +
    "Lubis Harahap Ginting Sembiring Tarigan Halim Tanujaya Gunawan Setiawan Susanto Hartono Wibowo Prabowo Utomo " +
    "Purnomo Suryadi Mulyadi Kurniawan Firmansyah Ramadhan Maulana Hakim Rahman Siddiq Basri Daulay Manurung " +
    "Sinaga Situmorang Tampubolon Pangaribuan Rumahorbo Sihombing Silalahi Mahendra Putra Putri Dharma Adnyana " +
    "Kencana Atmaja Laksana Mangkunegara Natanegara Widodo Subagyo Sudrajat Soleh Fadilah Anwar Syahputra",
);
const ENDS = list(
  "to no di wan man yadi yono mardi tomo gito harjo kusumo wati ningsih yanti astuti arti lestari",
);
const STARTS = list(
  "Su Har Tri Wi Pur Mul Kus Dar Mar San Ka Ra Sul Yul Ris Hen Er Ru Ke Pra Bas Jat Gum Wir",
);
const CITIES = list(
  "Jakarta Surabaya Bandung Medan Semarang Makassar Palembang Depok Tangerang Bekasi Bogor Malang",
);
const STREETS = list(
  "Melati Mawar Kenanga Merdeka Sudirman Diponegoro Gajahmada Pahlawan Veteran Cempaka Anggrek Flamboyan",
);
const HOSTS = list(
  "gmail.com gmail.com gmail.com yahoo.com yahoo.co.id hotmail.com outlook.com icloud.com",
);
const TITLES = ["Bpk. ", "Ibu ", "Bu ", "Pak ", "H. ", "Hj. ", "Drs. ", "dr. ", "Ny. ", "Sdr. "];
const DEGREES = [", S.E.", ", S.Kom", ", SH", ", M.M.", " S.Pd", ", S.T., M.T.", ", M.Si."];
const NICKNAMES: Record<string, string> = {
  Bambang: "Bams",
  Rizky: "Kiki",
  Yuliana: "Yuli",
  Fitriani: "Fitri",
  Kristina: "Tina",
  Setiawan: "Iwan",
  Ahmad: "Mamat",
  Agus: "Gus",
  Hartono: "Tono",
  Suyono: "Yono",
  Yohanes: "Hans",
  Robert: "Bob",
  Elisabet: "Elis",
  Anggraini: "Anggi",
  Michael: "Mike",
  Aditya: "Adit",
  Khadijah: "Dijah",
  Fatimah: "Imah",
  Susanti: "Santi",
  Wahyuni: "Yuni",
};

interface Person {
  readonly words: string[];
  readonly birthday: string;
  email?: string;
  phone?: string;
  street?: string;
  postalCode?: string;
  readonly city: string;
  readonly card?: string;
}

/**
 * Makes a base.
 *
 * @param customers - how many records
 * @param seed - another one gives another base
 */
export function makePeople(customers: number, seed: number): People {
  const chance = chanceFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(chance() * items.length)] as Item;
  /** Some names are much more frequent than others. */
  const often = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(chance() ** 2 * items.length)] as Item;
  const whole = (from: number, to: number): number => from + Math.floor(chance() * (to - from + 1));
  const digits = (count: number): string =>
    Array.from({ length: count }, () => whole(0, 9)).join("");
  const taken = new Set<string>();
  const newPhone = (): string => {
    for (;;) {
      const phone = `08${pick(["12", "13", "21", "52", "57", "78", "95", "96"])}${digits(whole(7, 8))}`;
      if (taken.has(phone)) continue;
      taken.add(phone);
      return phone;
    }
  };
  const given = (woman: boolean): string =>
    chance() < 0.3 ? `${pick(STARTS)}${pick(ENDS)}` : often(woman ? WOMEN : MEN);
  const newEmail = (words: readonly string[]): string => {
    const parts = words.map((word) => word.toLowerCase());
    const name = parts.slice(0, 2).join(pick(["", ".", "_"]));
    for (;;) {
      const email = `${name}${chance() < 0.75 ? digits(whole(2, 4)) : digits(5)}@${pick(HOSTS)}`;
      // No provider gives one address to two.
      const key = email.replace(/[._]/gu, "");
      if (!taken.has(key)) {
        taken.add(key);
        return email;
      }
    }
  };
  const birthdayFrom = (from: number, to: number): string =>
    chance() < 0.03
      ? `${String(whole(from, to))}-01-01`
      : `${String(whole(from, to))}-${String(whole(1, 12)).padStart(2, "0")}-${String(whole(1, 28)).padStart(2, "0")}`;

  const people: Person[] = [];
  const target = Math.round(customers * 0.92);
  const makers: number[] = [];
  let sons = 0;
  while (people.length < target) household();
  people.length = target;

  function household(): void {
    const city = often(CITIES);
    const home = {
      city,
      street: `Jl. ${pick(STREETS)} No. ${String(whole(1, 250))}`,
      postalCode: `${String(whole(1, 9))}${digits(4)}`,
    };
    const family = chance() < 0.55 ? often(LAST) : undefined;
    const size = pick([1, 1, 1, 2, 2, 3, 4]);
    const sharedPhone = chance() < 0.15 ? newPhone() : undefined;
    const parent = named(chance() < 0.5, family);
    const sharedEmail = chance() < 0.04 ? newEmail(parent) : undefined;
    const twins = size > 2 && chance() < 0.03;
    const childBirthday = birthdayFrom(1990, 2008);
    for (let member = 0; member < size; member++) {
      const child = member > 1;
      const woman = chance() < 0.5;
      let words = member === 0 ? parent : namedApart(woman, family, people.slice(-member));
      // Twins are often named alike.
      if (twins && child && member === 3) {
        const [first = "", ...rest] = people.at(-1)?.words ?? words;
        words = [twinOf(first), ...rest];
      }
      const birthday = child
        ? twins
          ? childBirthday
          : birthdayFrom(1990, 2008)
        : birthdayFrom(1950, 1990);
      people.push({
        words,
        birthday,
        ...(chance() < 0.7 ? { email: sharedEmail ?? newEmail(words) } : {}),
        ...(chance() < 0.85 ? { phone: sharedPhone ?? newPhone() } : {}),
        ...(chance() < 0.5 ? home : { city }),
        ...(chance() < 0.1 ? { card: digits(12) } : {}),
      });
      const here = people.at(-1);
      // Customers without any contact are rare: the till asks for a number.
      if (here !== undefined && here.email === undefined && here.phone === undefined) {
        if (chance() < 0.9) here.phone = sharedPhone ?? newPhone();
      }
      if (chance() < 0.004) recycle();
    }
    // Beyond any matcher: a son of his father's name, on his father's phone; one in every 20,000.
    const father = people.at(-1);
    if (people.length >= 20_000 * (sons + 0.5) && father?.phone !== undefined) {
      sons++;
      const { words, phone } = father;
      people.push({ words, phone, city, birthday: birthdayFrom(1990, 2008) });
    }
    // A reseller who gives their own number for those they order for.
    if (chance() < 0.002) {
      const phone = newPhone();
      for (let client = whole(4, 15); client > 0; client--) {
        people.push({
          words: named(chance() < 0.5, undefined),
          birthday: birthdayFrom(1950, 2005),
          phone,
          city: often(CITIES),
        });
      }
    }
  }

  /** No two of a family have the same first name. */
  function namedApart(woman: boolean, family: string | undefined, others: Person[]): string[] {
    const used = new Set(others.flatMap(({ words }) => words.filter((word) => word !== family)));
    for (;;) {
      const words = named(woman, family);
      if (words.every((word) => word === "Muhammad" || !used.has(word))) return words;
    }
  }

  /** A number that was given to somebody else years later. */
  function recycle(): void {
    const before = people[whole(0, people.length - 1)];
    const now = people.at(-1);
    if (before?.phone !== undefined && now !== undefined) now.phone = before.phone;
  }

  function named(woman: boolean, family: string | undefined): string[] {
    const first = given(woman);
    if (chance() < 0.12 && !woman)
      return ["Muhammad", first, ...(family === undefined ? [] : [family])];
    if (family === undefined && chance() < 0.25) return [first];
    const second = chance() < 0.35 ? given(woman) : undefined;
    const words = [first, second, family ?? (second === undefined ? often(LAST) : undefined)];
    return words.filter((word, at) => word !== undefined && words.indexOf(word) === at) as string[];
  }

  function twinOf(first: string): string {
    const end = first.at(-1) ?? "";
    return "aiuo".includes(end) ? `${first.slice(0, -1)}${end === "i" ? "a" : "i"}` : `${first}i`;
  }

  /** A name as somebody else types it. */
  function retyped(words: readonly string[]): string {
    let typed = [...words];
    if (chance() < 0.06) typed = typed.map((word) => NICKNAMES[word] ?? word);
    if (chance() < 0.1) typed = typed.map(oldSpelling);
    if (chance() < 0.1)
      typed = typed.map((word) =>
        word === "Muhammad" ? pick(["M.", "Moh.", "Mohamad", "Muh"]) : word,
      );
    if (chance() < 0.18) {
      const at = whole(0, typed.length - 1);
      typed[at] = slip(typed[at] ?? "");
    }
    if (typed.length > 1 && chance() < 0.1) typed = typed.slice(0, -1);
    if (typed.length > 2 && chance() < 0.1)
      typed = typed.map((word, at) => (at === 1 ? `${word[0] ?? ""}.` : word));
    if (typed.length > 1 && chance() < 0.06) typed.reverse();
    let name = typed.join(" ");
    if (chance() < 0.1) name = pick(TITLES) + name;
    if (chance() < 0.06) name += pick(DEGREES);
    return chance() < 0.1 ? name.toUpperCase() : chance() < 0.1 ? name.toLowerCase() : name;
  }

  function oldSpelling(word: string): string {
    return word
      .replace(/j/gu, "dj")
      .replace(/y/gu, "j")
      .replace(/c/gu, "tj")
      .replace(/u/gu, "oe")
      .replace(/^U/u, "Oe")
      .replace(/^J/u, "Dj")
      .replace(/^Y/u, "J");
  }

  function slip(word: string): string {
    if (word.length < 3) return word;
    const at = whole(1, word.length - 1);
    const letter = pick("abdeghiklmnoprstuwy".split(""));
    return pick([
      `${word.slice(0, at)}${letter}${word.slice(at + 1)}`,
      `${word.slice(0, at)}${word.slice(at + 1)}`,
      `${word.slice(0, at)}${word[at] ?? ""}${word.slice(at)}`,
      `${word.slice(0, at - 1)}${word[at] ?? ""}${word[at - 1] ?? ""}${word.slice(at + 1)}`,
    ]);
  }

  function phoneTyped(phone: string): string {
    const style = chance();
    if (style < 0.3) return phone;
    if (style < 0.6) return `+62${phone.slice(1)}`;
    if (style < 0.8) return `${phone.slice(0, 4)}-${phone.slice(4, 8)}-${phone.slice(8)}`;
    return `62 ${phone.slice(1, 4)} ${phone.slice(4)}`;
  }

  function emailTyped(email: string): string {
    const style = chance();
    if (style < 0.8) return email;
    if (style < 0.9) return email.toUpperCase();
    return email.replace("@gmail.com", "+toko@gmail.com");
  }

  function traitsOf(person: Person, again: boolean): CustomerTraits {
    const { words, city, card } = person;
    const { street, postalCode } = person;
    let { email, phone, birthday } = person;
    if (again) {
      const change = chance();
      const both = email !== undefined && phone !== undefined;
      // Who has one contact only keeps it, or is not known again.
      if (both && change < 0.25) email = chance() < 0.6 ? newEmail(words) : undefined;
      else if (both && change < 0.42) phone = chance() < 0.6 ? newPhone() : undefined;
      else if (change >= 0.42 && change < 0.45) {
        email = chance() < 0.5 ? newEmail(words) : undefined;
        phone = chance() < 0.5 ? newPhone() : undefined;
      } else if (change >= 0.45 && change < 0.46) {
        // Beyond any matcher: a new life.
        return {
          name: words[0] ?? "",
          city: pick(CITIES),
          phone: newPhone(),
          email: `${digits(9)}@${pick(HOSTS)}`,
        };
      }
      if (phone !== undefined && chance() < 0.02) phone = slip(phone);
      if (chance() < 0.03) birthday = birthdayFrom(1950, 2008);
    }
    const emailHere = email === undefined ? undefined : emailTyped(email);
    const phoneHere = phone === undefined ? undefined : phoneTyped(phone);
    const blank = chance() < 0.01;
    return {
      name: again ? retyped(words) : words.join(" "),
      ...(emailHere !== undefined
        ? { email: emailHere }
        : blank
          ? { email: pick(["-", "test@test.com", "noemail@noemail.com"]) }
          : {}),
      ...(phoneHere !== undefined
        ? { phone: phoneHere }
        : blank
          ? { phone: pick(["0", "000000000", "-", "081234567890"]) }
          : {}),
      ...(chance() < 0.45 ? { birthday } : {}),
      ...(street !== undefined && postalCode !== undefined && chance() < 0.8
        ? {
            addresses: [
              {
                street: again ? street.replace("Jl.", "Jalan").replace("No. ", "") : street,
                postalCode,
                city,
              },
            ],
          }
        : chance() < 0.8
          ? { city }
          : {}),
      ...(card !== undefined && chance() < 0.9
        ? { identifiers: [{ issuer: "loyalty_card", value: card }] }
        : {}),
    };
  }

  const events: CustomerEvent[] = [];
  const add = (person: number, again: boolean): void => {
    const who = people[person];
    if (who === undefined) return;
    const id = `c${String(events.length).padStart(7, "0")}`;
    const traits = traitsOf(who, again);
    events.push({
      ...{ id, type: "customer_identified", customerId: id, traits, kind: "person" },
      at: new Date(Date.UTC(2025, 0, 1) + events.length * 60_000),
      ...(traits.identifiers === undefined ? {} : { verified: ["identifiers"] }),
    });
    makers.push(person);
  };
  people.forEach((_, person) => add(person, false));
  while (events.length < customers) add(whole(0, people.length - 1), true);
  return { events, personOf: makers };
}
