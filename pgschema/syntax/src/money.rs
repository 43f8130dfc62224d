//! Which names say that a column is an amount of money.

/// Words for money, wherever they stand in a name.
const MONEY: [&str; 22] = [
    "amount",
    "balance",
    "cents",
    "charge",
    "cost",
    "costs",
    "deposit",
    "fee",
    "fees",
    "money",
    "paid",
    "payment",
    "payout",
    "price",
    "prices",
    "refund",
    "revenue",
    "salary",
    "surcharge",
    "turnover",
    "wage",
    "wages",
];

/// Words that mean money if nothing comes after them.
const MONEY_AT_THE_END: [&str; 5] = ["discount", "subtotal", "tax", "total", "vat"];

/// Words that make something else of a name, if they stand at its end: `price_ratio`.
const NO_MONEY: [&str; 12] = [
    "change",
    "count",
    "days",
    "factor",
    "hours",
    "percent",
    "percentage",
    "ratio",
    "score",
    "share",
    "weight",
    "multiplier",
];

/// Whether a name is one of an amount of money.
///
/// ```
/// use pgschema_syntax::money::is_money;
///
/// assert!(is_money("unit_price"));
/// assert!(!is_money("price_ratio"));
/// ```
#[must_use]
pub fn is_money(name: &str) -> bool {
    let words: Vec<&str> = name.split('_').filter(|word| !word.is_empty()).collect();
    let Some(last) = words.last() else {
        return false;
    };
    !NO_MONEY.contains(last)
        && (MONEY_AT_THE_END.contains(last) || words.iter().any(|word| MONEY.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::is_money;

    #[test]
    fn amounts_are_money() {
        for name in [
            "price",
            "unit_price",
            "price_net",
            "total",
            "total_cents",
            "tax",
            "monthly_fee",
        ] {
            assert!(is_money(name), "{name}");
        }
    }

    #[test]
    fn other_numbers_are_not() {
        for name in [
            "total_weight",
            "tax_rate",
            "price_ratio",
            "feedback",
            "costume",
            "temperature",
            "_",
        ] {
            assert!(!is_money(name), "{name}");
        }
    }
}
