//! Running a script, with an error report that shows where in the script it failed.

use std::fmt::Write;

use postgres::error::{DbError, ErrorPosition};
use postgres::{Client, Error};

/// How many lines to show before and after the one that failed.
const CONTEXT: usize = 4;

/// Runs a script in one transaction.
///
/// # Panics
/// When a statement fails, with what the server said and the lines of the script around it. Nothing
/// of the script is applied then.
#[track_caller]
pub fn apply(client: &mut Client, sql: &str) {
    if let Err(error) = run(client, sql) {
        panic!("{}", report(client, sql, &error));
    }
}

fn run(client: &mut Client, sql: &str) -> Result<(), Error> {
    let mut transaction = client.transaction()?;
    transaction.batch_execute(sql)?;
    transaction.commit()
}

fn report(client: &mut Client, sql: &str, error: &Error) -> String {
    let Some(server) = error.as_db_error() else {
        return format!("the script failed: {error:?}");
    };
    let mut report = format!(
        "the script failed: {}: {} (SQLSTATE {})",
        server.severity(),
        server.message(),
        server.code().code(),
    );
    for (label, text) in [
        ("DETAIL", server.detail()),
        ("HINT", server.hint()),
        ("CONTEXT", server.where_()),
    ] {
        if let Some(text) = text {
            let _ = write!(report, "\n{label}: {text}");
        }
    }
    if let Some(ErrorPosition::Internal { query, .. }) = server.position() {
        let _ = write!(report, "\nQUERY: {query}");
    }
    let line = match server.position() {
        Some(ErrorPosition::Original(position)) => Some(line_of_character(sql, *position)),
        _ => locate(client, sql, server),
    };
    match line {
        Some(line) => report.push_str(&excerpt(sql, line)),
        None => report.push_str("\nThe server doesn't say where."),
    }
    report
}

/// The line, from 0, of a character that is counted from 1 as the server does.
fn line_of_character(sql: &str, position: u32) -> usize {
    let before = (position as usize).saturating_sub(1);
    sql.chars().take(before).filter(|c| *c == '\n').count()
}

/// Finds the statement that failed by running the script again piece by piece: most errors of DDL
/// come without a position.
///
/// A piece ends with a `;` at a line's end. Where that is not a statement's end (in a function's
/// body), the piece fails for another reason than the script did, and the next is added to it.
fn locate(client: &mut Client, sql: &str, expected: &DbError) -> Option<usize> {
    let mut transaction = client.transaction().ok()?;
    let mut start = 0;
    for end in ends_of_pieces(sql) {
        let piece = &sql[start..end];
        let mut savepoint = transaction.transaction().ok()?;
        match savepoint.batch_execute(piece) {
            Ok(()) => {
                savepoint.commit().ok()?;
                start = end;
            }
            Err(error) => {
                let same = error.as_db_error().is_some_and(|found| {
                    found.code() == expected.code() && found.message() == expected.message()
                });
                if same {
                    let lead = sql[..start].matches('\n').count();
                    return Some(lead + lines_before_statement(piece));
                }
            }
        }
    }
    None
}

fn ends_of_pieces(sql: &str) -> impl Iterator<Item = usize> {
    let mut end = 0;
    let total = sql.len();
    sql.split_inclusive('\n').filter_map(move |line| {
        end += line.len();
        (line.trim_end().ends_with(';') || end == total).then_some(end)
    })
}

/// How many lines of comments and space stand before a statement.
fn lines_before_statement(piece: &str) -> usize {
    piece
        .lines()
        .take_while(|line| line.trim().is_empty() || line.trim_start().starts_with("--"))
        .count()
}

fn excerpt(sql: &str, failed: usize) -> String {
    let mut excerpt = String::new();
    let lines = sql.lines().enumerate();
    for (index, line) in lines
        .skip(failed.saturating_sub(CONTEXT))
        .take(failed.min(CONTEXT) + 1 + CONTEXT)
    {
        let mark = if index == failed { '>' } else { ' ' };
        let _ = write!(excerpt, "\n{mark}{:5} | {line}", index + 1);
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::{ends_of_pieces, excerpt, line_of_character, lines_before_statement};

    #[test]
    fn positions_count_characters_from_one() {
        let sql = "SELECT 'é';\nSELECT x;\n";
        assert_eq!(line_of_character(sql, 1), 0);
        assert_eq!(line_of_character(sql, 12), 0);
        assert_eq!(line_of_character(sql, 13), 1);
    }

    #[test]
    fn an_excerpt_marks_the_line_and_stays_inside_the_script() {
        assert_eq!(excerpt("a\nb", 1), "\n     1 | a\n>    2 | b");
        let long = (1..=20).map(|n| format!("{n}\n")).collect::<String>();
        assert!(excerpt(&long, 9).starts_with("\n     6 | 6"));
        assert!(excerpt(&long, 9).ends_with("\n    14 | 14"));
    }

    #[test]
    fn a_script_falls_into_pieces_at_line_ends() {
        let pieces: Vec<usize> = ends_of_pieces("a;\n-- b\nc\n;  \nd; e").collect();
        assert_eq!(pieces, [3, 14, 18]);
        assert_eq!(lines_before_statement("\n-- b\nc\n;"), 2);
    }
}
