import type { ImportRowsOptions, RowRole, StatusMeaning } from "./columns";
import type { HeaderShape } from "./header-match";

/** Order tables of other systems that are known by their columns. */
export const KNOWN_EXPORTS = [
  "shopify_orders",
  "woocommerce_analytics",
  "woocommerce_orders",
  "woocommerce_order_rows",
  "tiendanube_orders",
  "etsy_orders",
  "etsy_order_items",
  "square_transactions",
  "square_items",
  "stripe_payments",
  "tokopedia_orders",
  "shopee_orders",
  "tiktok_shop_orders",
] as const;

/** One of {@link KNOWN_EXPORTS}. */
export type KnownExportName = (typeof KNOWN_EXPORTS)[number];

/** What a known table says about how to read it. */
export type KnownExportOptions = Pick<
  ImportRowsOptions,
  | "currency"
  | "customerBy"
  | "dates"
  | "decimal"
  | "refundRows"
  | "language"
  | "statuses"
  | "timeZone"
>;

/** A table of another system, in one of its languages or versions. */
export interface KnownExport extends HeaderShape {
  /** Which table. */
  readonly name: KnownExportName;
  /** Columns by role; of several spellings the first that is there. */
  readonly columns: Readonly<Partial<Record<RowRole, readonly string[]>>>;
  /** How its cells are to be read. */
  readonly options: KnownExportOptions;
  /** What the table does not tell, or tells otherwise than it seems, in English. */
  readonly notes?: readonly string[];
  /** Whether the row below the header may describe the columns. */
  readonly mayDescribeColumns?: true;
  /** A column that names the order of a row that counts as the system's webhooks do, where it is filled. */
  readonly webhookOrderId?: string;
  /** A role whose 0 means "unchanged" unless another column is something else than 0. */
  readonly zeroIsUnchanged?: { readonly role: RowRole; readonly unless: string };
}

type Statuses = Readonly<Record<string, StatusMeaning>>;

function statuses(words: Readonly<Partial<Record<StatusMeaning, readonly string[]>>>): Statuses {
  return Object.fromEntries(
    Object.entries(words).flatMap(([meaning, list]) =>
      list.map((word) => [word, meaning as StatusMeaning] as const),
    ),
  );
}

/** What was placed counts before it is paid: much is paid on delivery. */
const SHOPIFY_STATUSES = statuses({
  counted: ["pending", "authorized", "partially_paid", "paid", "partially_refunded"],
  refunded: ["refunded"],
  cancelled: ["voided", "expired"],
});

const WOO_WORDS = {
  counted: ["processing", "completed"],
  refunded: ["refunded"],
  cancelled: ["cancelled", "failed", "trash"],
  not_counted: [
    "pending",
    "pending payment",
    "on-hold",
    "on hold",
    "draft",
    "checkout-draft",
    "auto-draft",
  ],
} as const;

const WOO_STATUSES: Statuses = Object.fromEntries(
  Object.entries(statuses(WOO_WORDS)).flatMap(([word, meaning]) => [
    [word, meaning],
    [`wc-${word}`, meaning],
  ]),
);

/** Partly paid back is missing on purpose: the table does not tell how much. */
const TIENDANUBE_STATUSES = statuses({
  counted: [
    ...["abierta", "archivada", "pendiente", "autorizado", "recibido"],
    ...["aberto", "arquivado", "pendente", "autorizado", "confirmado"],
  ],
  refunded: ["reembolsado", "reintegrado", "estornado"],
  cancelled: ["cancelada", "cancelado", "anulado", "rechazado", "recusado"],
});

const ETSY_STATUSES = statuses({
  counted: [
    ...["open", "unshipped", "not shipped", "paid", "shipped", "completed"],
    "partially refunded",
  ],
  refunded: ["refunded", "fully refunded"],
  cancelled: ["canceled", "cancelled"],
  not_counted: ["payment processing"],
});

const STRIPE_STATUSES = statuses({
  counted: ["live", "paid", "succeeded", "partial refund", "partially refunded"],
  refunded: ["refunded"],
  not_counted: [
    // The column Mode tells payments of the test mode.
    ...[
      "test",
      "failed",
      "canceled",
      "cancelled",
      "uncaptured",
      "incomplete",
      "pending",
      "processing",
    ],
    ...["blocked", "requires payment method", "requires confirmation", "requires action"],
    ...["requires_payment_method", "requires_confirmation", "requires_action", "requires_capture"],
    "requires capture",
  ],
});

const TOKOPEDIA_STATUSES = statuses({
  counted: [
    ...["pesanan baru", "pesanan diproses", "siap dikirim", "menunggu pickup"],
    ...["pesanan dikirim", "sedang dikirim", "pesanan tiba", "tiba di tujuan", "pesanan selesai"],
  ],
  cancelled: [
    ...["dibatalkan", "pesanan dibatalkan", "dibatalkan sistem", "dibatalkan pembeli"],
    "dibatalkan penjual",
  ],
  not_counted: ["menunggu pembayaran"],
});

/** Returns are missing on purpose: the table does not tell how much was given back. */
const SHOPEE_STATUSES = statuses({
  counted: [
    ...["perlu dikirim", "dikirim", "sedang dikirim", "telah dikirim", "selesai"],
    ...["to ship", "ready to ship", "processed", "shipping", "shipped", "to receive"],
    ...["delivered", "completed"],
    ...["permintaan ditolak", "permintaan dibatalkan", "request rejected", "request cancelled"],
  ],
  cancelled: ["batal", "dibatalkan", "cancelled", "canceled"],
  not_counted: ["belum bayar", "unpaid"],
});

const TIKTOK_STATUSES = statuses({
  counted: [
    ...["perlu dikirim", "menunggu pengiriman", "menunggu pengambilan", "dikirim", "transit"],
    ...["dalam perjalanan", "terkirim", "selesai", "ditahan"],
    ...["to ship", "awaiting shipment", "awaiting collection", "shipped", "in transit"],
    ...["delivered", "completed", "on hold"],
  ],
  cancelled: ["dibatalkan", "canceled", "cancelled"],
  not_counted: ["belum dibayar", "unpaid"],
});

const SHOPEE_RETURNS =
  "What was given back for a return is not in this table: such orders are refused until `statuses` says what they count as";

const TIKTOK_MARKS = ["Order ID", "Order Substatus", "SKU Unit Original Price", "Created Time"];
const TIKTOK_OTHERS = [
  ...["Order Status", "Cancelation/Return Type", "Normal or Pre-order", "SKU ID", "Seller SKU"],
  ...["Product Name", "Variation", "Quantity", "Sku Quantity of return"],
  ...["SKU Subtotal Before Discount", "SKU Platform Discount", "SKU Seller Discount"],
  ...["SKU Subtotal After Discount", "Shipping Fee After Discount", "Original Shipping Fee"],
  ...["Shipping Fee Seller Discount", "Shipping Fee Platform Discount", "Order Refund Amount"],
  ...["Payment platform discount", "Order Amount", "Paid Time", "RTS Time", "Shipped Time"],
  ...["Delivered Time", "Cancelled Time", "Cancel By", "Cancel Reason", "Fulfillment Type"],
  ...["Warehouse Name", "Tracking ID", "Delivery Option", "Shipping Provider Name"],
  ...["Buyer Message", "Buyer Username", "Recipient", "Phone #", "Country", "Payment Method"],
  ...["Weight(kg)", "Product Category", "Package ID", "Seller Note", "Checked Status"],
  "Checked Marked by",
];
const TIKTOK_COLUMNS = {
  orderId: ["Order ID"],
  at: ["Created Time"],
  customerId: ["Buyer Username"],
  total: ["Order Amount"],
  refunded: ["Order Refund Amount"],
  cancelledAt: ["Cancelled Time"],
  status: ["Order Status"],
  sku: ["Seller SKU"],
  product: ["Product Name"],
  category: ["Product Category"],
  quantity: ["Quantity"],
  unitPrice: ["SKU Unit Original Price"],
  channel: ["Purchase Channel"],
} as const;

/** Tables by their columns. Each version and language is an entry of its own. */
export const EXPORTS: readonly KnownExport[] = [
  {
    name: "shopify_orders",
    marks: ["Name", "Created at", "Financial Status", "Lineitem quantity", "Lineitem name"],
    others: [
      ...["Email", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing"],
      ...["Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code"],
      ...["Discount Amount", "Shipping Method", "Lineitem price", "Lineitem compare at price"],
      ...["Lineitem sku", "Lineitem requires shipping", "Lineitem taxable"],
      ...["Lineitem fulfillment status", "Billing Name", "Billing Street", "Billing City"],
      ...["Billing Zip", "Billing Province", "Billing Country", "Billing Phone"],
      ...["Shipping Name", "Shipping Street", "Shipping City", "Shipping Zip"],
      ...["Shipping Province", "Shipping Country", "Shipping Phone", "Notes"],
      ...["Note Attributes", "Cancelled at", "Payment Method", "Payment Reference"],
      ...["Refunded Amount", "Vendor", "Outstanding Balance", "Id", "Tags", "Risk Level"],
      ...["Source", "Lineitem discount", "Phone"],
    ],
    columns: {
      orderId: ["Name"],
      at: ["Created at"],
      email: ["Email"],
      name: ["Billing Name"],
      phone: ["Phone", "Billing Phone"],
      total: ["Total"],
      refunded: ["Refunded Amount"],
      cancelledAt: ["Cancelled at"],
      paymentStatus: ["Financial Status"],
      currency: ["Currency"],
      sku: ["Lineitem sku"],
      product: ["Lineitem name"],
      quantity: ["Lineitem quantity"],
      unitPrice: ["Lineitem price"],
      channel: ["Source"],
    },
    options: { customerBy: "email", decimal: "point", statuses: SHOPIFY_STATUSES },
  },
  {
    name: "woocommerce_analytics",
    marks: ["Order #", "Customer type", "Product(s)", "Items sold"],
    others: [
      ...["Date", "N. Revenue (formatted)", "Status", "Customer", "Coupon(s)", "Net Sales"],
      ...["N. Revenue", "Attribution"],
    ],
    columns: {
      orderId: ["Order #"],
      at: ["Date"],
      name: ["Customer"],
      status: ["Status"],
    },
    options: { statuses: WOO_STATUSES },
    notes: [
      "This report tells neither who bought nor what they paid: its revenue is without tax and shipping, its customers are names; export the orders themselves",
    ],
  },
  {
    name: "woocommerce_order_rows",
    marks: ["Order Number", "Order Status", "Order Date", "Email (Billing)"],
    others: [
      ...["Customer Note", "First Name (Billing)", "Last Name (Billing)", "Company (Billing)"],
      ...["Address 1&2 (Billing)", "City (Billing)", "State Code (Billing)"],
      ...["Postcode (Billing)", "Country Code (Billing)", "Phone (Billing)"],
      ...["First Name (Shipping)", "Last Name (Shipping)", "Address 1&2 (Shipping)"],
      ...["City (Shipping)", "State Code (Shipping)", "Postcode (Shipping)"],
      ...["Country Code (Shipping)", "Payment Method Title", "Cart Discount Amount"],
      ...["Order Subtotal Amount", "Shipping Method Title", "Order Shipping Amount"],
      ...["Order Refund Amount", "Order Total Amount", "Order Total Tax Amount", "SKU"],
      ...["Item #", "Item Name", "Quantity (- Refund)", "Item Cost", "Coupon Code"],
      ...["Discount Amount", "Discount Amount Tax"],
    ],
    columns: {
      orderId: ["Order Number"],
      at: ["Order Date"],
      email: ["Email (Billing)"],
      firstName: ["First Name (Billing)"],
      lastName: ["Last Name (Billing)"],
      phone: ["Phone (Billing)"],
      total: ["Order Total Amount"],
      refunded: ["Order Refund Amount"],
      status: ["Order Status"],
      currency: ["Order Currency"],
      sku: ["SKU"],
      product: ["Item Name", "Product Name", "Name"],
      quantity: ["Quantity", "Quantity (- Refund)"],
      unitPrice: ["Item Cost"],
    },
    options: { customerBy: "email", statuses: WOO_STATUSES },
  },
  {
    name: "woocommerce_orders",
    marks: ["order_id", "order_number", "order_total", "order_currency", "billing_email"],
    others: [
      ...["order_date", "date", "paid_date", "status", "shipping_total", "shipping_tax_total"],
      ...["fee_total", "fee_tax_total", "tax_total", "cart_discount", "order_discount"],
      ...["discount_total", "order_subtotal", "payment_method", "payment_method_title"],
      ...["transaction_id", "shipping_method", "customer_id", "customer_user"],
      ...["customer_email", "billing_first_name", "billing_last_name", "billing_company"],
      ...["billing_phone", "billing_address_1", "billing_address_2", "billing_postcode"],
      ...["billing_city", "billing_state", "billing_country", "customer_note"],
    ],
    columns: {
      orderId: ["order_id"],
      at: ["order_date", "date"],
      email: ["billing_email"],
      firstName: ["billing_first_name"],
      lastName: ["billing_last_name"],
      phone: ["billing_phone"],
      total: ["order_total"],
      refunded: ["refunded_total"],
      status: ["status"],
      currency: ["order_currency"],
      sku: ["item_sku"],
      product: ["item_name"],
      quantity: ["item_quantity"],
      unitPrice: ["item_price"],
    },
    options: { customerBy: "email", statuses: WOO_STATUSES },
  },
  {
    name: "tiendanube_orders",
    marks: ["Número de orden", "Estado de la orden", "Estado del pago", "Fecha"],
    others: [
      ...["Email", "Estado del envío", "Moneda", "Subtotal de productos", "Descuento"],
      ...["Costo de envío", "Total", "Nombre del comprador", "DNI / CUIT", "Teléfono"],
      ...["Nombre para el envío", "Teléfono para el envío", "Dirección", "Número", "Piso"],
      ...["Localidad", "Ciudad", "Código postal", "Provincia o estado", "País"],
      ...["Medio de envío", "Medio de pago", "Cupón de descuento", "Fecha de pago"],
      ...["Fecha de envío", "Nombre del producto", "Precio del producto"],
      ...["Cantidad del producto", "SKU", "Canal"],
    ],
    columns: {
      orderId: ["Número de orden"],
      at: ["Fecha"],
      email: ["Email"],
      name: ["Nombre del comprador"],
      phone: ["Teléfono"],
      total: ["Total"],
      status: ["Estado de la orden"],
      paymentStatus: ["Estado del pago"],
      currency: ["Moneda"],
      sku: ["SKU"],
      product: ["Nombre del producto"],
      quantity: ["Cantidad del producto"],
      unitPrice: ["Precio del producto"],
      channel: ["Canal"],
    },
    options: { customerBy: "email", dates: "day_first", statuses: TIENDANUBE_STATUSES },
  },
  {
    name: "tiendanube_orders",
    marks: ["Número do Pedido", "Status do Pedido", "Status do Pagamento", "Data"],
    others: [
      ...["E-mail", "Status do Envio", "Moeda", "Subtotal", "Desconto", "Valor do Frete"],
      ...["Total", "Nome do comprador", "CPF / CNPJ", "Telefone", "Nome para a entrega"],
      ...["Telefone para a entrega", "Endereço", "Número", "Complemento", "Bairro", "Cidade"],
      ...["Código postal", "Estado", "País", "Forma de Entrega", "Forma de Pagamento"],
      ...["Cupom de Desconto", "Anotações do Comprador", "Anotações do Vendedor"],
      ...["Data de pagamento", "Nome do Produto", "Valor do Produto", "Quantidade Comprada"],
      ...["SKU", "Canal", "Código de rastreio do envio", "Identificador do pedido"],
      ...["Produto Fisico", "Pessoa que registrou a venda", "Local de venda", "Vendedor"],
      ...["Data e hora do cancelamento", "Motivo do cancelamento"],
    ],
    columns: {
      orderId: ["Número do Pedido"],
      at: ["Data"],
      email: ["E-mail"],
      name: ["Nome do comprador"],
      phone: ["Telefone"],
      total: ["Total"],
      cancelledAt: ["Data e hora do cancelamento"],
      status: ["Status do Pedido"],
      paymentStatus: ["Status do Pagamento"],
      currency: ["Moeda"],
      sku: ["SKU"],
      product: ["Nome do Produto"],
      quantity: ["Quantidade Comprada"],
      unitPrice: ["Valor do Produto"],
      channel: ["Canal"],
    },
    options: {
      customerBy: "email",
      dates: "day_first",
      timeZone: "America/Sao_Paulo",
      statuses: TIENDANUBE_STATUSES,
    },
  },
  {
    name: "etsy_orders",
    marks: ["Sale Date", "Order ID", "Buyer User ID", "Order Total"],
    others: [
      ...["Full Name", "First Name", "Last Name", "Number of Items", "Payment Method"],
      ...["Date Shipped", "Street 1", "Street 2", "Ship City", "Ship State", "Ship Zipcode"],
      ...["Ship Country", "Currency", "Order Value", "Coupon Code", "Coupon Details"],
      ...["Discount Amount", "Shipping Discount", "Shipping", "Sales Tax", "Status"],
      ...["Card Processing Fees", "Order Net", "Adjusted Order Total"],
      ...["Adjusted Card Processing Fees", "Adjusted Net Order Amount", "Buyer"],
      ...["Order Type", "Payment Type", "InPerson Discount", "InPerson Location", "SKU"],
    ],
    columns: {
      orderId: ["Order ID"],
      at: ["Sale Date"],
      customerId: ["Buyer User ID"],
      name: ["Full Name"],
      firstName: ["First Name"],
      lastName: ["Last Name"],
      total: ["Order Total"],
      totalAfterRefunds: ["Adjusted Order Total"],
      status: ["Status"],
      currency: ["Currency"],
    },
    options: { dates: "month_first", decimal: "point", statuses: ETSY_STATUSES },
    zeroIsUnchanged: { role: "totalAfterRefunds", unless: "Adjusted Net Order Amount" },
  },
  {
    name: "etsy_order_items",
    marks: ["Sale Date", "Item Name", "Buyer", "Item Total", "Transaction ID", "Order ID"],
    others: [
      ...["Quantity", "Price", "Coupon Code", "Coupon Details", "Discount Amount"],
      ...["Shipping Discount", "Order Shipping", "Order Sales Tax", "Currency", "Listing ID"],
      ...["Date Paid", "Date Shipped", "Ship Name", "Ship Address1", "Ship Address2"],
      ...["Ship City", "Ship State", "Ship Zipcode", "Ship Country", "Variations"],
      ...["Order Type", "Listings Type", "Payment Type", "InPerson Discount"],
      ...["InPerson Location", "VAT Paid by Buyer", "SKU"],
    ],
    columns: {
      orderId: ["Order ID"],
      at: ["Sale Date"],
      customerId: ["Buyer"],
      lineTotal: ["Item Total"],
      discount: ["Discount Amount"],
      shipping: ["Order Shipping"],
      tax: ["Order Sales Tax"],
      currency: ["Currency"],
      sku: ["SKU"],
      product: ["Item Name"],
      quantity: ["Quantity"],
      unitPrice: ["Price"],
    },
    options: { dates: "month_first", decimal: "point" },
    notes: [
      "This table has no refunds, no status and no buyer id, and shipping discounts are not taken off: export the orders for what was paid",
    ],
  },
  {
    name: "square_transactions",
    marks: ["Date", "Time", "Total Collected", "Net Total", "Transaction ID", "Event Type"],
    others: [
      ...["Time Zone", "Gross Sales", "Discounts", "Net Sales", "Gift Card Sales", "Tax"],
      ...["Tip", "Partial Refunds", "Source", "Card", "Card Entry Methods", "Cash"],
      ...["Square Gift Card", "Other Tender", "Other Tender Type", "Other Tender Note"],
      ...["Fees", "Payment ID", "Card Brand", "PAN Suffix", "Device Name", "Staff Name"],
      ...["Staff ID", "Details", "Description", "Location", "Dining Option", "Customer ID"],
      ...["Customer Name", "Customer Reference ID", "Device Nickname"],
    ],
    columns: {
      orderId: ["Transaction ID"],
      at: ["Date"],
      time: ["Time"],
      customerId: ["Customer ID"],
      name: ["Customer Name"],
      total: ["Total Collected"],
      channel: ["Source"],
    },
    options: { refundRows: "by_customer" },
    notes: [
      "Tips are in what was collected; the zone of the times is in the column Time Zone, so give it as `timeZone`",
    ],
  },
  {
    name: "square_items",
    marks: ["Date", "Time", "Item", "Qty", "Price Point Name", "Net Sales", "Transaction ID"],
    others: [
      ...["Time Zone", "Category", "SKU", "Modifiers Applied", "Gross Sales", "Discounts"],
      ...["Tax", "Payment ID", "Device Name", "Notes", "Details", "Event Type", "Location"],
      ...["Dining Option", "Customer ID", "Customer Name", "Customer Reference ID"],
    ],
    columns: {
      orderId: ["Transaction ID"],
      at: ["Date"],
      time: ["Time"],
      customerId: ["Customer ID"],
      name: ["Customer Name"],
      lineTotal: ["Net Sales"],
      sku: ["SKU"],
      product: ["Item"],
      category: ["Category"],
      quantity: ["Qty"],
    },
    options: { refundRows: "by_customer" },
    notes: [
      "Amounts are net sales, without tax and tips: export the transactions for what was paid; the zone of the times is in the column Time Zone, so give it as `timeZone`",
    ],
  },
  ...(["Created (UTC)", "Created date (UTC)"] as const).map((created): KnownExport => ({
    name: "stripe_payments",
    marks: ["id", created, "Amount", "Amount Refunded", "Currency", "Status"],
    others: [
      ...["Description", "Captured", "Converted Amount", "Converted Amount Refunded"],
      ...["Converted Currency", "Fee", "Mode", "Statement Descriptor", "Customer ID"],
      ...["Customer Description", "Customer Email", "Seller Message", "Card ID"],
      ...["Invoice ID", "Transfer"],
      ...(created === "Created (UTC)"
        ? ["Tax", "Card Last4", "Card Brand", "Card Funding", "Card Exp Month", "Card Exp Year"]
        : ["Decline Reason", "Refunded date (UTC)", "Taxes On Fee", "Payment Source Type"]),
    ],
    columns: {
      orderId: ["id"],
      at: [created],
      customerId: ["Customer ID"],
      email: ["Customer Email"],
      phone: ["Customer Phone"],
      total: ["Amount"],
      refunded: ["Amount Refunded"],
      refundedAt: ["Refunded date (UTC)"],
      status: ["Status"],
      paymentStatus: ["Mode"],
      currency: ["Currency"],
    },
    options: { timeZone: "UTC", statuses: STRIPE_STATUSES },
    webhookOrderId: "PaymentIntent ID",
    notes: [
      "Payments go by PaymentIntent ID as webhooks do, or by their charge where that column is missing or empty: such payments count twice if webhooks tell of them too",
    ],
  })),
  ...(["Kupon", "Voucher"] as const).map((coupon): KnownExport => ({
    name: "tokopedia_orders",
    marks: ["Nomor Invoice", "Tanggal Pembayaran", "Status Terakhir", "Harga Jual (IDR)"],
    others: [
      ...["Nomor", "Tanggal Pesanan Selesai", "Waktu Pesanan Selesai"],
      ...["Tanggal Pesanan Dibatalkan", "Waktu Pesanan Dibatalkan", "Nama Produk"],
      ...["Tipe Produk", "Nomor SKU", "Catatan Produk Pembeli", "Catatan Produk Penjual"],
      ...["Jumlah Produk Dibeli", "Harga Awal (IDR)", "Diskon Produk (IDR)"],
      ...["Jumlah Subsidi Tokopedia (IDR)", `Nilai ${coupon} Toko Terpakai (IDR)`],
      ...[`Jenis ${coupon} Toko Terpakai`, `Kode ${coupon} Toko Yang Digunakan`],
      ...["Biaya Pengiriman Tunai (IDR)", "Biaya Asuransi Pengiriman (IDR)"],
      ...["Total Biaya Pengiriman (IDR)", "Total Penjualan (IDR)", "Nama Pembeli"],
      ...["No Telp Pembeli", "Nama Penerima", "No Telp Penerima", "Alamat Pengiriman", "Kota"],
      ...["Provinsi", "Nama Kurir", "Tipe Pengiriman (regular, same day, etc)"],
      ...["No Resi / Kode Booking", "Tanggal Pengiriman Barang", "Waktu Pengiriman Barang"],
      ...["Gudang Pengiriman", "Nama Campaign"],
    ],
    columns: {
      orderId: ["Nomor Invoice"],
      at: ["Tanggal Pembayaran"],
      name: ["Nama Pembeli"],
      phone: ["No Telp Pembeli"],
      total: ["Total Penjualan (IDR)"],
      status: ["Status Terakhir"],
      cancelledAt: ["Tanggal Pesanan Dibatalkan"],
      sku: ["Nomor SKU"],
      product: ["Nama Produk"],
      quantity: ["Jumlah Produk Dibeli"],
      unitPrice: ["Harga Jual (IDR)"],
    },
    options: {
      currency: "IDR",
      dates: "day_first",
      language: "id",
      timeZone: "Asia/Jakarta",
      statuses: TOKOPEDIA_STATUSES,
    },
    notes: [
      'This table has no id of the buyer: name a column in `customerId`, such as "No Telp Pembeli" if its numbers are not masked',
    ],
  })),
  ...([" (Rp.)", " (Rp)"] as const).map((rupiah): KnownExport => ({
    name: "tokopedia_orders",
    marks: ["Invoice", "Payment Date", "Stock Keeping Unit (SKU)", `Total Amount${rupiah}`],
    others: [
      ...["Count", "Order Status", "Product ID", "Product Name", "Quantity", "Notes"],
      ...[`Price${rupiah}`, `Discount Amount${rupiah}`, `Subsidi Amount${rupiah}`],
      ...["Customer Name", "Customer Phone", "Recipient", "Recipient Number"],
      ...["Recipient Address", "Courier", `Shipping Price + fee${rupiah}`],
      ...[`Insurance${rupiah}`, `Total Shipping Fee${rupiah}`, "AWB", "Jenis Layanan"],
      ...["Bebas Ongkir", "Warehouse Origin", "Campaign Name"],
    ],
    columns: {
      orderId: ["Invoice"],
      at: ["Payment Date"],
      name: ["Customer Name"],
      phone: ["Customer Phone"],
      total: [`Total Amount${rupiah}`],
      status: ["Order Status"],
      sku: ["Stock Keeping Unit (SKU)"],
      product: ["Product Name"],
      quantity: ["Quantity"],
      unitPrice: [`Price${rupiah}`],
    },
    options: {
      currency: "IDR",
      dates: "day_first",
      language: "id",
      timeZone: "Asia/Jakarta",
      statuses: TOKOPEDIA_STATUSES,
    },
    notes: [
      'This table has no id of the buyer: name a column in `customerId`, such as "Customer Phone" if its numbers are not masked',
    ],
  })),
  {
    name: "shopee_orders",
    marks: ["No. Pesanan", "Status Pesanan", "Waktu Pesanan Dibuat", "Total Pembayaran"],
    others: [
      ...["Alasan Pembatalan", "Status Pembatalan/ Pengembalian", "No. Resi"],
      ...["Opsi Pengiriman", "Antar ke counter/ pick-up", "Waktu Pengiriman Diatur"],
      ...["Waktu Pembayaran Dilakukan", "Metode Pembayaran", "SKU Induk", "Nama Produk"],
      ...["Nomor Referensi SKU", "Nama Variasi", "Harga Awal", "Harga Setelah Diskon"],
      ...["Jumlah", "Returned quantity", "Total Diskon", "Diskon Dari Penjual"],
      ...["Diskon Dari Shopee", "Berat Produk", "Jumlah Produk di Pesan", "Total Berat"],
      ...["Voucher Ditanggung Penjual", "Cashback Koin", "Voucher Ditanggung Shopee"],
      ...["Paket Diskon", "Potongan Koin Shopee", "Diskon Kartu Kredit"],
      ...["Ongkos Kirim Dibayar oleh Pembeli", "Perkiraan Ongkos Kirim"],
      ...["Catatan dari Pembeli", "Catatan", "Username (Pembeli)", "Nama Penerima"],
      ...["No. Telepon", "Alamat Pengiriman", "Kota/Kabupaten", "Provinsi"],
      "Waktu Pesanan Selesai",
    ],
    columns: {
      orderId: ["No. Pesanan"],
      at: ["Waktu Pesanan Dibuat"],
      customerId: ["Username (Pembeli)"],
      total: ["Total Pembayaran"],
      status: ["Status Pesanan"],
      paymentStatus: ["Status Pembatalan/ Pengembalian"],
      sku: ["Nomor Referensi SKU"],
      product: ["Nama Produk"],
      quantity: ["Jumlah"],
      unitPrice: ["Harga Setelah Diskon"],
    },
    options: {
      currency: "IDR",
      language: "id",
      timeZone: "Asia/Jakarta",
      statuses: SHOPEE_STATUSES,
    },
    notes: [SHOPEE_RETURNS],
  },
  {
    name: "shopee_orders",
    marks: ["Order ID", "Order Status", "Order Creation Date", "SKU Reference No."],
    others: [
      ...["Cancel reason", "Return / Refund Status", "Tracking Number*", "Shipping Option"],
      ...["Estimated Ship Out Date", "Ship Time", "Order Paid Time"],
      ...["Parent SKU Reference No.", "Product Name", "Variation Name", "Original Price"],
      ...["Deal Price", "Quantity", "Returned quantity", "Product Subtotal", "Grand Total"],
      ...["Estimated Shipping Fee", "Username (Buyer)"],
    ],
    columns: {
      orderId: ["Order ID"],
      at: ["Order Creation Date"],
      customerId: ["Username (Buyer)"],
      total: ["Grand Total"],
      status: ["Order Status"],
      paymentStatus: ["Return / Refund Status"],
      sku: ["SKU Reference No."],
      product: ["Product Name"],
      quantity: ["Quantity"],
      unitPrice: ["Deal Price"],
    },
    options: { statuses: SHOPEE_STATUSES },
    notes: [SHOPEE_RETURNS],
  },
  {
    name: "tiktok_shop_orders",
    marks: TIKTOK_MARKS,
    others: TIKTOK_OTHERS,
    columns: TIKTOK_COLUMNS,
    options: { statuses: TIKTOK_STATUSES },
    mayDescribeColumns: true,
  },
  {
    name: "tiktok_shop_orders",
    // The columns of Indonesian addresses tell the country.
    marks: [...TIKTOK_MARKS, "Regency and City", "Districts", "Villages"],
    others: [
      ...TIKTOK_OTHERS,
      ...["Zipcode", "Province", "Detail Address", "Purchase Channel"],
      "Tokopedia Invoice Number",
    ],
    columns: TIKTOK_COLUMNS,
    options: {
      currency: "IDR",
      dates: "day_first",
      language: "id",
      timeZone: "Asia/Jakarta",
      statuses: TIKTOK_STATUSES,
    },
    mayDescribeColumns: true,
  },
];
