/** Payloads in the shapes of each source's public reference, written for these tests; every person is made up. */

import {
  importCustomers,
  importGa4,
  type ImportCustomersOptions,
  type ImportResult,
  importRows,
  importSegment,
  importShopify,
  importStripe,
  importWhatsApp,
  importWooCommerce,
  type ShopifyWebhook,
} from "setia/import";

export const segmentCalls = [
  {
    type: "identify",
    messageId: "i1",
    userId: "ani",
    timestamp: "2026-01-05T09:59:00.000Z",
    context: { locale: "id-ID", timezone: "Asia/Jakarta", ip: "203.0.113.4" },
    traits: {
      firstName: "Ani",
      lastName: "Wijaya",
      email: "ani@example.com",
      birthday: "1990-04-21T00:00:00.000Z",
      address: {
        street: "Jl. Melati 1",
        city: "Bandung",
        state: "Jawa Barat",
        postalCode: "40111",
      },
      plan: "gold",
    },
  },
  {
    type: "track",
    event: "Product Added",
    messageId: "t1",
    userId: "ani",
    timestamp: "2026-01-05T10:00:00.000Z",
    properties: { product_id: "p1", price: 18.99, quantity: 3, currency: "USD", cart_id: "c1" },
  },
  {
    type: "track",
    event: "Order Completed",
    messageId: "t2",
    userId: "ani",
    timestamp: "2026-01-05T10:05:00.000Z",
    properties: {
      order_id: "50314b8e",
      affiliation: "web",
      total: 27.5,
      subtotal: 22.5,
      revenue: 25,
      shipping: 3,
      tax: 2,
      discount: 2.5,
      currency: "USD",
      products: [
        { product_id: "p1", sku: "G-32", price: 19, quantity: 1, category: "Games" },
        { product_id: "p2", price: "3", quantity: 2 },
      ],
    },
  },
  {
    type: "track",
    event: "Order Refunded",
    messageId: "t3",
    userId: "ani",
    timestamp: "2026-01-07T10:00:00.000Z",
    properties: { order_id: "50314b8e", total: 3, currency: "USD" },
  },
];

const set = (amount: string): object => ({
  shop_money: { amount, currency_code: "USD" },
  presentment_money: { amount, currency_code: "USD" },
});

export const shopifyOrder = {
  id: 450789469,
  name: "#1001",
  email: "bob@example.com",
  created_at: "2026-01-10T11:00:00-05:00",
  processed_at: "2026-01-10T11:00:00-05:00",
  updated_at: "2026-01-12T11:00:00-05:00",
  cancelled_at: null,
  cancel_reason: null,
  currency: "USD",
  presentment_currency: "USD",
  financial_status: "partially_refunded",
  source_name: "web",
  test: false,
  total_price: "409.94",
  total_price_set: set("409.94"),
  current_total_price: "368.29",
  current_total_price_set: set("368.29"),
  customer: { id: 207119551, email: "bob@example.com", first_name: "Bob", last_name: "Norman" },
  line_items: [
    {
      id: 1,
      sku: "IPOD-GREEN",
      variant_id: 39072856,
      quantity: 1,
      price: "199.00",
      price_set: set("199.00"),
    },
    {
      id: 2,
      sku: "",
      variant_id: 49148385,
      quantity: 1,
      price: "210.94",
      price_set: set("210.94"),
    },
  ],
  refunds: [
    {
      id: 509562969,
      order_id: 450789469,
      created_at: "2026-01-12T11:00:00-05:00",
      processed_at: "2026-01-12T11:00:00-05:00",
      refund_line_items: [
        {
          quantity: 1,
          line_item: { sku: "IPOD-GREEN" },
          subtotal: "41.65",
          subtotal_set: set("41.65"),
        },
      ],
      transactions: [
        { kind: "refund", status: "failure", amount: "99.00", currency: "USD" },
        { kind: "refund", status: "success", amount: "41.65", currency: "USD" },
      ],
    },
  ],
};

export const shopifyCustomer = {
  id: 207119551,
  email: "bob@example.com",
  first_name: "Bob",
  last_name: "Norman",
  phone: "+16136120707",
  verified_email: true,
  tags: "loyal, wholesale",
  created_at: "2026-01-02T11:00:00-05:00",
  updated_at: "2026-01-03T11:00:00-05:00",
  default_address: {
    address1: "Chestnut Street 92",
    city: "Louisville",
    province: "Kentucky",
    zip: "40202",
    country_code: "US",
  },
  email_marketing_consent: {
    state: "subscribed",
    opt_in_level: "confirmed_opt_in",
    consent_updated_at: "2026-01-02T12:00:00-05:00",
  },
  sms_marketing_consent: {
    state: "not_subscribed",
    opt_in_level: "single_opt_in",
    consent_updated_at: null,
  },
};

export const shopifyWebhooks: readonly ShopifyWebhook[] = [
  { topic: "customers/update", payload: shopifyCustomer },
  { topic: "orders/updated", payload: shopifyOrder },
];

export const wooOrder = {
  id: 727,
  parent_id: 0,
  status: "completed",
  currency: "USD",
  date_created: "2026-03-22T16:28:02",
  date_created_gmt: "2026-03-22T19:28:02",
  date_modified: "2026-03-22T16:30:08",
  date_modified_gmt: "2026-03-22T19:30:08",
  total: "29.35",
  total_tax: "1.35",
  customer_id: 26,
  created_via: "checkout",
  billing: {
    first_name: "John",
    last_name: "Doe",
    email: "john.doe@example.com",
    phone: "555-5555",
  },
  line_items: [
    { id: 315, product_id: 93, variation_id: 0, quantity: 2, total: "6.00", sku: "", price: 3 },
    {
      id: 316,
      product_id: 22,
      variation_id: 23,
      quantity: 1,
      total: "12.00",
      sku: "Bar3",
      price: "12",
    },
  ],
  refunds: [{ id: 726, reason: "", total: "-10.00" }],
};

/** As the endpoint of one order gives it: it does not name the order. */
export const wooRefund = {
  id: 726,
  date_created: "2026-03-24T17:11:24",
  date_created_gmt: "2026-03-24T20:11:24",
  amount: "10.00",
  reason: "too small",
  line_items: [{ product_id: 93, variation_id: 0, quantity: -1, sku: "", total: "-3.00" }],
};

export const stripeCharge = {
  id: "ch_3MmlLr",
  object: "charge",
  amount: 10990,
  amount_captured: 10990,
  amount_refunded: 0,
  billing_details: { email: "citra@example.com", name: "Citra" },
  captured: true,
  created: 1767582000,
  currency: "usd",
  customer: "cus_1",
  livemode: true,
  paid: true,
  status: "succeeded",
};

export const stripeEvents = [
  {
    id: "evt_1",
    object: "event",
    type: "charge.succeeded",
    created: 1767582001,
    data: { object: stripeCharge },
  },
  {
    id: "evt_2",
    object: "event",
    type: "charge.refunded",
    created: 1767682001,
    data: {
      object: { ...stripeCharge, amount_refunded: 3000 },
      previous_attributes: { amount_refunded: 0 },
    },
  },
  {
    id: "evt_3",
    object: "event",
    type: "charge.refunded",
    created: 1767782001,
    data: {
      object: { ...stripeCharge, amount_refunded: 10990, refunded: true },
      previous_attributes: { amount_refunded: 3000, refunded: false },
    },
  },
];

export const ga4Body = {
  client_id: "123.456",
  user_id: "dewi",
  timestamp_micros: "1767582000123456",
  events: [
    {
      name: "view_item",
      params: { currency: "USD", value: 10.1, items: [{ item_id: "SKU_1", price: 10.1 }] },
    },
    {
      name: "purchase",
      params: {
        transaction_id: "T_1",
        currency: "USD",
        value: 30.03,
        tax: 4.9,
        shipping: 5.99,
        items: [
          {
            item_id: "SKU_1",
            item_name: "Tee",
            price: 10.01,
            quantity: 3,
            item_category: "Apparel",
          },
        ],
      },
    },
  ],
};

/** A row of the BigQuery export as its JSON writes it: whole numbers are texts. */
export const ga4Row = {
  event_date: "20260106",
  event_timestamp: "1767682000123456",
  event_name: "purchase",
  user_id: "eko",
  user_pseudo_id: "9.9",
  event_params: [
    {
      key: "transaction_id",
      value: { string_value: "T_2", int_value: null, float_value: null, double_value: null },
    },
    { key: "currency", value: { string_value: "IDR" } },
    { key: "value", value: { int_value: "150000" } },
  ],
  ecommerce: { transaction_id: "T_2", purchase_revenue: 150000, total_item_quantity: "2" },
  items: [
    {
      item_id: "(not set)",
      item_name: "Kopi",
      price: 75000,
      quantity: "2",
      item_category: "(not set)",
    },
  ],
};

export const ga4Records = [
  ga4Body,
  ga4Row,
  {
    user_id: "dewi",
    timestamp_micros: 1767782000123456,
    events: [
      {
        name: "refund",
        params: {
          transaction_id: "T_1",
          currency: "USD",
          value: 10.01,
          items: [{ item_id: "SKU_1", quantity: 1 }],
        },
      },
    ],
  },
];

/** A webhook of the WhatsApp Cloud API with one change. */
export const whatsAppBody = (value: object): object => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "102290129340398",
      changes: [
        {
          field: "messages",
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "6221555", phone_number_id: "1" },
            ...value,
          },
        },
      ],
    },
  ],
});

export const whatsAppBodies = [
  whatsAppBody({
    contacts: [{ wa_id: "6281234500001", profile: { name: "Joko" } }],
    messages: [
      {
        from: "6281234500001",
        id: "wamid.in",
        timestamp: "1767700000",
        type: "text",
        text: { body: "Masih ada?" },
      },
    ],
  }),
  whatsAppBody({
    statuses: [
      {
        id: "wamid.out",
        status: "delivered",
        timestamp: "1767700100",
        recipient_id: "6281234500001",
        biz_opaque_callback_data: "d1",
      },
    ],
  }),
];

export const csvRows = [
  {
    "Order ID": "1001",
    Date: "2026-01-05 10:00:00 +0700",
    Customer: "ani",
    Email: "ani@example.com",
    SKU: "kopi",
    Qty: "2",
    Price: "7.50",
    Note: "x",
  },
  {
    "Order ID": "1001",
    Date: "",
    Customer: "",
    Email: "",
    SKU: "teh",
    Qty: "1.5",
    Price: "3.00",
    Note: "",
  },
  {
    "Order ID": "1002",
    Date: "2026-01-06 10:00:00 +0700",
    Customer: "budi",
    Email: "",
    SKU: "teh",
    Qty: "1",
    Price: "3.00",
    Note: "",
  },
  {
    "Order ID": "1001",
    Date: "2026-01-08 10:00:00 +0700",
    Customer: "ani",
    Email: "",
    SKU: "kopi",
    Qty: "-1",
    Price: "7.50",
    Note: "",
  },
];

export const csvOptions = {
  currency: "USD",
  columns: {
    orderId: "Order ID",
    at: "Date",
    customerId: "Customer",
    email: "Email",
    sku: "SKU",
    quantity: "Qty",
    unitPrice: "Price",
  },
};

export const customerRows = [
  {
    Kode: "c1",
    Nama: "Ani Wijaya",
    Email: "ani@example.com",
    HP: "0812-0000-0001",
    Lahir: "21/04/1990",
    Kota: "Bandung",
    Diubah: "2026-01-05 10:00",
    Promo: "ya",
    Sejak: "2026-01-04",
  },
  {
    Kode: "c2",
    Nama: "Budi",
    Email: "",
    HP: "",
    Lahir: "",
    Kota: "Bogor",
    Diubah: "2026-01-06 10:00",
    Promo: "tidak",
    Sejak: "",
  },
];

export const customerOptions: ImportCustomersOptions = {
  timeZone: "Asia/Jakarta",
  columns: {
    customerId: "Kode",
    name: "Nama",
    email: "Email",
    phone: "HP",
    birthday: "Lahir",
    city: "Kota",
    updatedAt: "Diubah",
  },
  consents: [
    { channel: "email", status: "Promo", grantedAt: "Sejak", proof: { method: "web_form" } },
  ],
};

export interface Importer {
  readonly name: string;
  readonly records: readonly object[];
  readonly run: (records: readonly unknown[]) => ImportResult;
}

/** Every importer with a realistic list. */
export const IMPORTERS: readonly Importer[] = [
  { name: "importSegment", records: segmentCalls, run: (records) => importSegment(records) },
  {
    name: "importShopify",
    records: shopifyWebhooks,
    run: (records) => importShopify(records as readonly ShopifyWebhook[]),
  },
  {
    name: "importWooCommerce",
    records: [wooOrder],
    run: (records) => importWooCommerce(records, { refunds: [wooRefund] }),
  },
  { name: "importStripe", records: stripeEvents, run: (records) => importStripe(records) },
  { name: "importGa4", records: ga4Records, run: (records) => importGa4(records) },
  { name: "importWhatsApp", records: whatsAppBodies, run: (records) => importWhatsApp(records) },
  { name: "importRows", records: csvRows, run: (records) => importRows(records, csvOptions) },
  {
    name: "importCustomers",
    records: customerRows,
    run: (records) => importCustomers(records, customerOptions),
  },
];
