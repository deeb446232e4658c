/**
 * Checks what was done for one customer against a policy. It shares no code with the gates: it reads the log, counts with
 * plain loops and tells local time by `Intl`.
 */
import type { CustomerEvent, Tactic, TacticPolicy } from "setia";

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Calendar day (since 1970-01-01) and minute of the day on the wall clock of a zone. */
export function wallClock(at: Date, zone: string): { day: number; minute: number } {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  return { day: Date.UTC(year, month - 1, day) / DAY, minute: hour * 60 + minute };
}

/** One thing that was done, as the checker was told. */
export interface Deed {
  readonly at: Date;
  readonly tactic: string;
  readonly channel: string | undefined;
  readonly delivered: boolean;
}

/** What became of one customer over the year. */
export interface Life {
  readonly zone: string;
  readonly shopZone: string;
  readonly events: readonly CustomerEvent[];
  readonly deeds: readonly Deed[];
  /** Tactics that were held out, with when and out of what. */
  readonly heldOut: readonly {
    readonly at: Date;
    readonly tactic: string;
    readonly from: string;
  }[];
}

interface Contact {
  readonly at: number;
  readonly day: number;
  readonly channel: string | undefined;
  readonly kind: string;
}

/** Gives every breach in plain words; none if all is well. */
export function breaches(life: Life, catalogue: readonly Tactic[], policy: TacticPolicy): string[] {
  const found: string[] = [];
  const tactics = new Map(catalogue.map((tactic) => [tactic.id, tactic]));
  const dayOf = (at: Date, zone = life.zone): number => wallClock(at, zone).day;
  const outcomes = life.events.flatMap((event) =>
    event.type === "tactic_responded" ? [event] : [],
  );
  const tacticOf = new Map(
    life.events.flatMap((event) =>
      event.type === "tactic_decided" ? [[event.decisionId, event.tactic] as const] : [],
    ),
  );
  const uses: { at: Date; tactic: string }[] = [];
  const contacts: Contact[] = [];
  const talkOpen = (at: Date): boolean =>
    life.events.some((event) => {
      if (event.type !== "interaction_logged" || event.direction !== "inbound") return false;
      const since = at.getTime() - event.at.getTime();
      return since >= 0 && since < policy.conversationHours * 3_600_000;
    });
  for (const event of life.events) {
    if (event.type !== "interaction_logged" || event.direction !== "outbound") continue;
    const { at, channel, replyTo, complaintId } = event;
    // Whoever wrote is answered, by whatever channel; only what staff begin themselves is a contact.
    if (replyTo !== undefined || complaintId !== undefined || talkOpen(at)) continue;
    if (channel === "onsite") continue;
    contacts.push({ at: at.getTime(), day: dayOf(at), channel, kind: "marketing" });
  }
  const holdAll = life.heldOut.some(({ from }) => from === "all");
  const held = new Set(life.heldOut.map(({ from }) => from));
  const all = [
    ...life.deeds.map((deed) => ({ deed, at: deed.at })),
    ...life.heldOut.map((hold) => ({ hold, at: hold.at })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());

  for (const one of all) {
    if ("hold" in one) {
      uses.push({ at: one.hold.at, tactic: one.hold.tactic });
      continue;
    }
    const { deed } = one;
    const tactic = tactics.get(deed.tactic);
    if (tactic === undefined) throw new Error(`unknown ${deed.tactic}`);
    const say = (what: string): void => {
      found.push(`${deed.at.toISOString()} ${deed.tactic} by ${String(deed.channel)}: ${what}`);
    };
    const { day, minute } = wallClock(deed.at, life.zone);
    const kind = tactic.messageClass;
    const outside = deed.channel !== undefined && deed.channel !== "onsite";
    const service = kind === "service";
    const before = life.events.filter(({ at }) => at <= deed.at);

    // Quiet hours.
    if (outside && policy.quietHours !== null && !(service && talkOpen(deed.at))) {
      const [from = 0, until = 0] = [policy.quietHours.from, policy.quietHours.until].map(
        (time) => {
          const [hours = 0, minutes = 0] = time.split(":").map(Number);
          return hours * 60 + minutes;
        },
      );
      const quiet =
        from > until ? minute >= from || minute < until : minute >= from && minute < until;
      if (quiet) say(`quiet hours at minute ${String(minute)}`);
    }

    // Marks, consent and contact points.
    for (const event of before) {
      if (event.type !== "customer_identified") continue;
      if (event.traits.labels?.some((label) => policy.blockingLabels.includes(label)))
        say("marked");
    }
    if (outside) {
      const purpose = service ? "service" : "marketing";
      let state: string = service ? "granted" : "unknown";
      for (const event of before) {
        if (event.type !== "consent_changed") continue;
        if (event.purpose !== purpose && event.purpose !== "any") continue;
        if (event.channel === deed.channel || event.channel === "any") state = event.status;
      }
      if (state !== "granted") say(`consent ${state}`);
      const traits = before.flatMap((e) => (e.type === "customer_identified" ? [e.traits] : []));
      const point = {
        email: traits.some(({ email }) => email !== undefined),
        phone: traits.some(({ phone }) => phone !== undefined),
        sms: traits.some(({ phone }) => phone !== undefined),
        whatsapp: traits.some(({ phone }) => phone !== undefined),
        visit: traits.some(({ addresses }) => addresses !== undefined),
        social: traits.some(({ handles }) => handles !== undefined),
      }[deed.channel as "email"];
      const hours = policy.replyHours?.[deed.channel as "email"];
      // Service may also answer where the customer wrote, as long as the channel's own rule lets it.
      const mayAnswer = before.some(
        (event) =>
          service &&
          hours !== undefined &&
          event.type === "interaction_logged" &&
          event.direction === "inbound" &&
          event.channel === deed.channel &&
          deed.at.getTime() - event.at.getTime() < (hours ?? Infinity) * 3_600_000,
      );
      if (!point && !mayAnswer) say("no contact point");
    }

    // Complaints.
    if (!service) {
      const open = new Map<string, boolean>();
      for (const event of before) {
        if (event.type === "feedback_received" && event.kind === "complaint") {
          open.set(event.complaintId ?? "", true);
        }
        if (event.type !== "complaint_resolved") continue;
        open.set(event.complaintId, false);
        const days = dayOf(deed.at, life.shopZone) - dayOf(event.at, life.shopZone);
        if (policy.complaintRestDays !== null && days < policy.complaintRestDays) {
          say("just after a complaint");
        }
      }
      if ([...open.values()].includes(true)) say("open complaint");
    }

    // Rest of the same tactic, its limit, and its group.
    const own = tactic.cooldownDays ?? policy.cooldownDays ?? 0;
    for (const use of uses) {
      const since = day - dayOf(use.at);
      if (use.tactic === tactic.id && since < own) say(`rests only ${String(since)} days`);
      const other = tactics.get(use.tactic);
      if (other?.group === undefined || other.group !== tactic.group || other === tactic) continue;
      const rest = Math.max(other.windowDays, policy.groupDays[other.group] ?? 0);
      if (since < rest) say(`after ${other.id} of its group`);
    }
    for (const { decisionId, outcome, at } of outcomes) {
      if (outcome !== "rejected" || at > deed.at) continue;
      if (tacticOf.get(decisionId) !== tactic.id) continue;
      const days = Math.max(own, policy.cooldownAfterRejectionDays ?? 0);
      if (day - dayOf(at) < days) say("after a rejection");
    }
    const limit = tactic.lifetimeLimit ?? Infinity;
    if (uses.filter((use) => use.tactic === tactic.id).length >= limit) say("beyond its limit");

    // Fatigue.
    if (!service && policy.fatigue !== null && tactic.id !== "win.sunset") {
      const { ignored, withinDays, restDays } = policy.fatigue;
      const days = outcomes
        .filter(({ outcome, at }) => outcome === "ignored" && at <= deed.at)
        .filter(({ decisionId }) => {
          const of = tactics.get(tacticOf.get(decisionId) ?? "");
          return of?.messageClass !== "service";
        })
        .map(({ at }) => dayOf(at));
      for (const straw of days) {
        const enough = days.filter((d) => d <= straw && d > straw - withinDays).length >= ignored;
        if (enough && day < straw + restDays) say("tired of messages");
      }
    }

    // Holdout.
    if (!service && holdAll) say("held out of all marketing");
    if (!service && held.has(tactic.id)) say("held out of this tactic");

    // Caps and spacing. What was not delivered within the days that it counts does not count any more.
    if (outside && !service) {
      for (const cap of policy.caps) {
        if (cap.atMost === null) continue;
        if (cap.channel !== undefined && cap.channel !== deed.channel) continue;
        if (cap.messageClass !== undefined && cap.messageClass !== kind) continue;
        const within = contacts.filter(
          (contact) =>
            contact.at <= deed.at.getTime() &&
            contact.day > day - cap.days &&
            (cap.channel === undefined || contact.channel === cap.channel) &&
            (cap.messageClass === undefined || contact.kind === cap.messageClass),
        );
        if (within.length + 1 > cap.atMost) {
          say(`cap ${JSON.stringify(cap)}, there were ${String(within.length)}`);
        }
        const others = within.filter((contact) => contact.kind !== "lifecycle").length;
        const reserved = Math.min(cap.reservedForLifecycle ?? 0, cap.atMost);
        if (kind === "marketing" && others + 1 > cap.atMost - reserved) say("took a reserved slot");
      }
      const hours = policy.spacingHours[deed.channel as "email"];
      const near = contacts.some(
        (contact) =>
          contact.channel === deed.channel &&
          contact.at <= deed.at.getTime() &&
          deed.at.getTime() - contact.at < (hours ?? 0) * 3_600_000,
      );
      if (near) say("too near the last one");
    }

    if (deed.delivered) {
      uses.push({ at: deed.at, tactic: deed.tactic });
      if (outside && !service) {
        contacts.push({ at: deed.at.getTime(), day, channel: deed.channel, kind });
      }
    }
  }
  return found;
}
