import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emailKey, plainPhone } from "setia/profile";
import { foldProfile, type CustomerEvent } from "setia";
import { internationalPhone } from "setia/phone";

describe("emailKey", () => {
  it.each<[string, string | undefined]>([
    ["Ani@Toko.CO.ID", "ani@toko.co.id"],
    [" ani@toko.co.id ", "ani@toko.co.id"],
    ["a.n.i@gmail.com", "ani@gmail.com"],
    ["ani+promo@googlemail.com", "ani@gmail.com"],
    ["a.ni@yahoo.com", "a.ni@yahoo.com"],
    ["ani+promo@toko.co.id", "ani+promo@toko.co.id"],
    ["ani+promo@outlook.com", "ani@outlook.com"],
    ["ani@münchen.de", "ani@xn--mnchen-3ya.de"],
    ["re\u0301ne@toko.fr", "r\u00e9ne@toko.fr"],
    ["mailto:ani@toko.co.id", "ani@toko.co.id"],
    ["test@toko.co.id", undefined],
    ["ani@example.com", undefined],
    ["noemail@noemail.com", undefined],
    ["111@toko.co.id", undefined],
    ["ani@toko", undefined],
    ["ani@@toko.co.id", undefined],
    ["ani@-toko.co.id", undefined],
    ["ani@toko..id", undefined],
    ["+tag@gmail.com", undefined],
    ["-", undefined],
    ["0", undefined],
    ["null", undefined],
    ["", undefined],
    ["a b@toko.co.id", undefined],
  ])("%j becomes %j", (typed, key) => {
    expect(emailKey(typed)).toBe(key);
  });

  it("is total, and a key is its own key", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.emailAddress()), (typed) => {
        const key = emailKey(typed);
        if (key !== undefined) expect(emailKey(key)).toBe(key);
      }),
    );
  });
});

describe("phone numbers", () => {
  it.each<[string, string | undefined]>([
    ["0812-8400-5577", "+6281284005577"],
    ["+62 812 8400 5577", "+6281284005577"],
    ["6281284005577", "+6281284005577"],
    ["0062 812 8400 5577", "+6281284005577"],
    ["812 8400 5577", "+6281284005577"],
    ["+62 (0)812 8400 5577", "+6281284005577"],
    ["(021) 555-1734", "+62215551734"],
    ["081234567890", undefined],
    ["080000000000", undefined],
    ["0", undefined],
    ["-", undefined],
    ["tidak ada", undefined],
    ["", undefined],
    ["123", undefined],
  ])("%j becomes %j, with and without the library", (typed, key) => {
    expect(plainPhone(typed, "ID")).toBe(key);
    expect(internationalPhone(typed, "ID")).toBe(key);
  });

  it("are known by country", () => {
    expect(internationalPhone("020 7946 0018", "GB")).toBe("+442079460018");
    expect(plainPhone("020 7946 0018", "GB")).toBe("+442079460018");
    expect(internationalPhone("(415) 555-2671", "US")).toBe("+14155552671");
    expect(plainPhone("(415) 555-2671", "US")).toBe("+14155552671");
    expect(plainPhone("020 7946 0018", "XX")).toBe(undefined);
    expect(internationalPhone("+442079460018", "XX")).toBe("+442079460018");
  });

  it("are split where two stand in one field, and read as the shop says", () => {
    const told = (phone: string): CustomerEvent => ({
      ...{ id: "1", type: "customer_identified", customerId: "ani", at: new Date(0) },
      traits: { phone },
    });
    const keys = (phone: string): unknown =>
      foldProfile([told(phone)], {
        asOf: new Date(1),
        country: "ID",
        normalizePhone: internationalPhone,
      }).contactPoints.map(({ key, main }) => [key, main]);
    const both = [
      ["+6281284005577", true],
      ["+6281384005578", false],
    ];
    expect(keys("0812-8400-5577 / 0813-8400-5578")).toEqual(both);
    expect(keys("081284005577, 081384005578")).toEqual(both);
    expect(keys("081284005577 atau 081384005578")).toEqual(both);
    expect(keys("021/5551734")).toEqual([["+62215551734", true]]);
    expect(keys("080000000000")).toEqual([]);
  });

  it.each<[typed: string, country: string | undefined, key: string | undefined]>([
    ["0812-8400-5577", undefined, undefined],
    ["62 812 8400 5577", undefined, undefined],
    ["+62 812 8400 5577", undefined, "+6281284005577"],
    ["+62 812 8400 5577", "US", "+6281284005577"],
    ["0062 812 8400 5577", undefined, "+6281284005577"],
    ["(510) 867-5432", "US", "+15108675432"],
    ["(510) 867-5432", " us ", "+15108675432"],
    ["1 510 867 5432", "US", "+15108675432"],
    ["011 62 812 8400 5577", "US", "+6281284005577"],
    ["510-867-543", "US", undefined],
    ["020 7946 0018", "UK", "+442079460018"],
    ["0812-8400-5577", "Indonesia", undefined],
    ["0812-8400-5577", "XX", undefined],
  ])("%j in %j is %j, with and without the library", (typed, country, key) => {
    expect(plainPhone(typed, country)).toBe(key);
    expect(internationalPhone(typed, country)).toBe(key);
  });

  it("plainPhone keeps to the lengths and habits of its countries", () => {
    expect(plainPhone("65 9123 4567", "SG")).toBe("+6591234567");
    expect(plainPhone("6512 3456", "SG")).toBe("+6565123456");
    expect(plainPhone("912 3456", "SG")).toBe(undefined);
    expect(plainPhone("0011 62 812 8400 5577", "AU")).toBe("+6281284005577");
    // The slip is the same wherever it is typed.
    expect(plainPhone("+62 0812 8400 5577", "US")).toBe("+6281284005577");
  });

  it("plainPhone is total, and its answer is its own", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[+0-9 ()./-]{0,20}$/u)),
        (typed) => {
          const number = plainPhone(typed, "ID");
          if (number !== undefined) expect(plainPhone(number, "ID")).toBe(number);
        },
      ),
    );
  });
});
