//! The conditions of a filter, taken apart as a plan writes them.

/// One of the conditions of a filter that must all hold: `left operator right`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Condition<'a> {
    pub(super) left: &'a str,
    pub(super) operator: &'a str,
    pub(super) right: &'a str,
}

impl<'a> Condition<'a> {
    /// Those of a filter. What isn't of this form, an OR say, is left out: no index answers it by itself.
    pub(super) fn all(filter: &'a str) -> Vec<Self> {
        let parts = conjuncts(filter).into_iter();
        parts.filter_map(Self::of).collect()
    }

    fn of(text: &'a str) -> Option<Self> {
        let is_operator = |word: &str| {
            let mut letters = word.chars();
            word.starts_with("OPERATOR(") || letters.all(|it| "+-*/<>=~!@#%^&|`?".contains(it))
        };
        let mut words = words(text);
        let (at, operator) = words.find(|(_, word)| is_operator(word))?;
        let (left, right) = (&text[..at], &text[at + operator.len()..]);
        let right = right.trim();
        let right = right
            .strip_prefix("ANY ")
            .map_or(right, |it| without_parentheses(it));
        let name = operator
            .strip_prefix("OPERATOR(")
            .and_then(|it| it.strip_suffix(')'));
        Some(Self {
            left: left.trim(),
            // An operator of an extension comes with its schema.
            operator: name.map_or(operator, |it| it.rsplit('.').next().unwrap_or(it)),
            right,
        })
    }

    /// The text of the literal on the right, if it is one.
    pub(super) fn literal(&self) -> Option<&'a str> {
        let right = without_parentheses(self.right);
        let right = right.strip_prefix('E').unwrap_or(right);
        let text = right.strip_prefix('\'')?;
        Some(&text[..text.find('\'')?])
    }
}

/// What must all hold.
pub(super) fn conjuncts(filter: &str) -> Vec<&str> {
    let mut todo = vec![filter];
    let mut found = Vec::new();
    while let Some(text) = todo.pop() {
        let text = without_parentheses(text);
        let and: Vec<usize> = words(text)
            .filter(|(_, word)| *word == "AND")
            .map(|(at, _)| at)
            .collect();
        if and.is_empty() {
            found.push(text);
            continue;
        }
        let mut from = 0;
        for at in and {
            todo.push(&text[from..at]);
            from = at + "AND".len();
        }
        todo.push(&text[from..]);
    }
    found.reverse();
    found
}

/// Without the parentheses around the whole.
fn without_parentheses(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(inner) = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
        let mut depths = depths(text);
        let last = text.len() - 1;
        // Closed before the end, the first belongs to something else.
        if depths.any(|(at, depth)| depth == 0 && at < last) {
            break;
        }
        text = inner.trim();
    }
    text
}

/// The same text for the same expression, whoever wrote it: without types, parentheses, blanks, quotes of names and the alias
/// of the table. For comparing, not for reading.
pub(super) fn squeezed(text: &str, alias: Option<&str>) -> String {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"');
    let mut out = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let before = &text[..text.len() - rest.len()];
        let qualifier = alias.filter(|_| !before.ends_with(is_part));
        if let Some(column) = qualifier.and_then(|it| without_qualifier(rest, it)) {
            rest = column;
        } else if letter == '\'' {
            let end = rest[1..].find('\'').map_or(rest.len(), |it| it + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if let Some(name) = rest.strip_prefix("::") {
            rest = after_type(name);
        } else {
            if !matches!(letter, '(' | ')' | '"') && !letter.is_whitespace() {
                out.extend(letter.to_lowercase());
            }
            rest = &rest[letter.len_utf8()..];
        }
    }
    out
}

/// What stands behind `alias.`, with quotes around the alias or without.
fn without_qualifier<'t>(text: &'t str, alias: &str) -> Option<&'t str> {
    let is_quoted = text.starts_with('"');
    let rest = text[usize::from(is_quoted)..].strip_prefix(alias)?;
    rest.strip_prefix(if is_quoted { "\"." } else { "." })
}

/// What stands behind the name of a type.
fn after_type(text: &str) -> &str {
    /// Types of several words go on with these.
    const MORE: [&str; 4] = [
        " varying",
        " precision",
        " with time zone",
        " without time zone",
    ];
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"');
    let mut rest = text.trim_start_matches(is_part);
    for more in MORE {
        rest = rest.strip_prefix(more).unwrap_or(rest);
    }
    // `(12,2)`
    if let Some(inner) = rest.strip_prefix('(')
        && let Some((_, after)) = inner.split_once(')')
    {
        rest = after;
    }
    rest.trim_start_matches("[]")
}

/// The words that stand in no parentheses and no quotes, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut depths = depths(text).peekable();
    let mut start = None;
    std::iter::from_fn(move || {
        loop {
            let Some((at, depth)) = depths.next() else {
                return start.take().map(|from| (from, &text[from..]));
            };
            let is_blank = depth == 0 && text[at..].starts_with(char::is_whitespace);
            match (is_blank, start) {
                (true, Some(from)) => {
                    start = None;
                    return Some((from, &text[from..at]));
                }
                (false, None) => start = Some(at),
                _ => {}
            }
        }
    })
}

/// Each letter's place, and how many parentheses and quotes are open behind it.
fn depths(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut quote = None;
    let mut open: usize = 0;
    text.char_indices().map(move |(at, letter)| {
        match (quote, letter) {
            (None, '\'' | '"') => quote = Some(letter),
            // A quote that is doubled opens again at once.
            (Some(by), letter) if by == letter => quote = None,
            (None, '(' | '[') => open += 1,
            (None, ')' | ']') => open = open.saturating_sub(1),
            _ => {}
        }
        (at, open + usize::from(quote.is_some()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conditions(filter: &str) -> Vec<(&str, &str, &str)> {
        let all = Condition::all(filter).into_iter();
        all.map(|it| (it.left, it.operator, it.right)).collect()
    }

    #[test]
    fn a_filter_is_taken_apart_where_a_plan_puts_it_together() {
        for (filter, parts) in [
            ("(amount = 12.50)", vec![("amount", "=", "12.50")]),
            (
                "((tenant_id = (InitPlan 1).col1) AND (lower((title)::text) ~~ '%x AND (y)%'::text))",
                vec![
                    ("tenant_id", "=", "(InitPlan 1).col1"),
                    ("lower((title)::text)", "~~", "'%x AND (y)%'::text"),
                ],
            ),
            (
                "(a AND (b = 1) AND ((c < 2) AND (d > 3)))",
                vec![("b", "=", "1"), ("c", "<", "2"), ("d", ">", "3")],
            ),
            ("((a = 1) OR (b = 2))", vec![]),
            ("(NOT (a = 1))", vec![]),
            ("(deleted_at IS NULL)", vec![]),
            ("active", vec![]),
            (
                "(kind = ANY ('{a,b}'::text[]))",
                vec![("kind", "=", "'{a,b}'::text[]")],
            ),
            (
                "(title OPERATOR(public.%) 'it''s'::text)",
                vec![("title", "%", "'it''s'::text")],
            ),
            ("(\"a ( = b\" = 1)", vec![("\"a ( = b\"", "=", "1")]),
            ("((a + 1) = (b - 1))", vec![("(a + 1)", "=", "(b - 1)")]),
            ("", vec![]),
            (")(", vec![]),
            ("('", vec![]),
        ] {
            assert_eq!(conditions(filter), parts, "{filter}");
        }
    }

    #[test]
    fn a_literal_is_known_by_its_beginning() {
        for (filter, literal) in [
            ("(a ~~ '%x'::text)", Some("%x")),
            ("(a ~~ E'x\\\\'::text)", Some("x\\\\")),
            ("(a ~~ b)", None),
            ("(a ~~ ('x%'::text))", Some("x%")),
        ] {
            assert_eq!(Condition::all(filter)[0].literal(), literal, "{filter}");
        }
    }

    #[test]
    fn the_same_expression_is_the_same_text() {
        for (plan, model) in [
            ("lower((title)::text)", "lower(title)"),
            ("lower((d.title)::character varying)", "LOWER(\"title\")"),
            ("((d.amount)::numeric(12,2) * '2'::numeric)", "amount * '2'"),
            ("date_trunc('day'::text, d.at)", "date_trunc('day', at)"),
            ("(d.at)::timestamp without time zone", "at"),
            ("(\"d\".tags)::text[]", "tags"),
            ("(d.data ->> 'd.a'::text)", "data ->> 'd.a'"),
        ] {
            assert_eq!(squeezed(plan, Some("d")), squeezed(model, None), "{plan}");
        }
        assert_ne!(squeezed("'A'", None), squeezed("'a'", None));
        assert_eq!(squeezed("dd.x", Some("d")), "dd.x");
    }
}
