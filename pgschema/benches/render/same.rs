//! Whether both libraries did the same work.

/// Panics unless all three texts have the same statements, but for spelling.
pub(crate) fn check(builders: &str, sea_query: &str, model: &str, count: usize) {
    let expected = statements(sea_query);
    assert_eq!(expected.len(), 3 * count, "a table and two indexes each");
    let columns: usize = expected.iter().map(|statement| columns(statement)).sum();
    assert_eq!(columns, 12 * count, "12 columns each");
    for (what, text) in [("the builders", builders), ("the model", model)] {
        let made = statements(text);
        assert_eq!(made.len(), expected.len(), "{what}: as many statements");
        for (made, expected) in made.iter().zip(&expected) {
            assert_eq!(made, expected, "{what}");
        }
    }
}

/// The statements that make tables and indexes, in one spelling.
fn statements(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.starts_with("--"))
        .flat_map(|line| [line, "\n"])
        .collect();
    code.split(';')
        .map(one_spelling)
        .filter(|it| it.starts_with("CREATE TABLE") || it.starts_with("CREATE INDEX"))
        .collect()
}

/// Without quotes and parentheses that aren't needed, with one space between words, and NOT NULL at
/// the end of each column.
fn one_spelling(statement: &str) -> String {
    let words = statement
        .replace('"', "")
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace(',', " , ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let spelt = words
        .join(" ")
        .replace("timestamp with time zone", "timestamptz")
        .replace("bool ", "boolean ")
        .replace("DEFAULT TRUE", "DEFAULT true")
        .replace("DEFAULT ( ", "DEFAULT ")
        .replace("( ) )", "( )");
    let not_null_last = |part: &str| match part.split_once(" NOT NULL") {
        Some((before, after)) => format!("{before}{after} NOT NULL"),
        None => part.to_owned(),
    };
    spelt
        .split(" , ")
        .map(not_null_last)
        .collect::<Vec<_>>()
        .join(" , ")
}

/// The columns of a CREATE TABLE: what stands between its commas, but for the key.
fn columns(statement: &str) -> usize {
    if statement.starts_with("CREATE TABLE") {
        statement.matches(" , ").count()
    } else {
        0
    }
}
