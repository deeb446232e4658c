import { assertTexts, assertRecord } from "../../kernel";
import type { Column, RowRole } from "./columns";

/** Names by which a column is known, best first: lower case, without spaces, signs and what stands in brackets. */
const KNOWN: readonly (readonly [RowRole, string])[] = [
  [
    "orderId",
    "orderid orderno ordernumber invoiceno invoiceid invoicenumber invoice transactionid order receiptno receiptnumber " +
      "idpesanan nopesanan nomorpesanan noinvoice nomorinvoice idtransaksi notransaksi nonota nomornota nota",
  ],
  [
    "customerId",
    "customerid custid clientid userid memberid buyerid idpelanggan idmember kodepelanggan",
  ],
  ["email", "email emailaddress customeremail billingemail surel alamatemail emailpelanggan"],
  [
    "name",
    "customername billingname fullname buyername namapelanggan namapembeli namalengkap nama",
  ],
  ["firstName", "firstname billingfirstname namadepan"],
  ["lastName", "lastname billinglastname namabelakang"],
  [
    "phone",
    "phone phonenumber billingphone customerphone mobile telepon notelepon nomortelepon nohp nomorhp nowa nomorwa whatsapp notelp",
  ],
  [
    "at",
    "orderdate invoicedate orderedat placedat createdat purchasedate transactiondate datetime timestamp date saledate " +
      "tanggalpesanan tanggalorder tanggaltransaksi tglpesanan tgltransaksi tanggal tgl waktupesanan",
  ],
  ["time", "ordertime time jam waktu"],
  [
    "total",
    "ordertotal totalprice grandtotal totalamount totalpaid total amount revenue sales value nilai totalbayar " +
      "totalpembayaran totalbelanja totalharga jumlahbayar",
  ],
  ["lineTotal", "linetotal lineamount itemtotal extendedprice"],
  ["quantity", "quantity qty lineitemquantity units pcs kuantitas jumlahbarang jumlah"],
  ["unitPrice", "unitprice priceperunit lineitemprice price hargasatuan harga"],
  [
    "sku",
    "sku stockcode lineitemsku productid productcode itemid itemcode kodeproduk kodebarang product item produk",
  ],
  ["product", "productname description lineitemname itemname namaproduk namabarang"],
  ["category", "category productcategory kategori department"],
  ["currency", "currency currencycode matauang"],
  ["channel", "channel saleschannel kanal saluran"],
  ["status", "orderstatus status statuspesanan"],
  ["paymentStatus", "financialstatus paymentstatus statuspembayaran"],
  ["refunded", "refundedamount amountrefunded refundamount totalrefunded refunded"],
  ["refundedAt", "refundedat refunddate tanggalpengembalian"],
  [
    "cancelledAt",
    "cancelledat canceledat cancelleddate canceleddate cancellationdate tanggalbatal tanggaldibatalkan",
  ],
  ["discount", "discountamount discounttotal totaldiscount potonganharga"],
  ["tax", "taxes totaltax taxamount tax pajak ppn"],
  ["shipping", "shippingcost shippingfee shippingamount shippingtotal shipping ongkir ongkoskirim"],
];

/** Columns that hold a customer where no id and no address is told: people by their names. */
const PEOPLE = "customer client buyer member pelanggan pembeli username buyerusername";

/**
 * Recognises columns by their names.
 *
 * @param headers - names of the columns
 * @param given - roles that are settled; their columns mean nothing else
 * @returns names by role, those given among them
 */
export function recogniseColumns(
  headers: readonly string[],
  given: Readonly<Partial<Record<RowRole, Column>>> = {},
): Partial<Record<RowRole, string>> {
  assertTexts(headers, "recogniseColumns: headers");
  assertRecord(given, "recogniseColumns: given");
  const plain = headers.map((header) =>
    header
      .toLowerCase()
      .replace(/\([^)]*\)/gu, "")
      .replace(/[^a-z0-9]/gu, ""),
  );
  const found: Partial<Record<RowRole, string>> = {};
  const used = new Set<number>();
  for (const [role, name] of Object.entries(given) as [RowRole, Column][]) {
    if (name === false) continue;
    found[role] = name;
    used.add(headers.indexOf(name));
  }
  const isOpen = (role: RowRole): boolean => given[role] === undefined && found[role] === undefined;
  const take = (role: RowRole, names: string): void => {
    if (!isOpen(role)) return;
    for (const name of names.split(" ")) {
      const at = plain.findIndex((each, place) => each === name && !used.has(place));
      const header = headers[at];
      if (header === undefined) continue;
      found[role] = header;
      used.add(at);
      return;
    }
  };
  for (const [role, names] of KNOWN) take(role, names);
  // A shop system calls its order number just "Name" where its lines have names too.
  if (plain.includes("lineitemname")) take("orderId", "name");
  if (found.customerId === undefined && found.email === undefined && isOpen("customerId")) {
    take("customerId", PEOPLE);
    if (isOpen("customerId") && found.name !== undefined && given.name === undefined) {
      found.customerId = found.name;
    }
    take("customerId", "id");
  }
  take("orderId", "id");
  return found;
}
