//! A table as a card: its name and a line for each column.

use super::mermaid::Keys;
use super::relation::Relation;
use crate::model::{Database, Table, TableKind};
use crate::review::text::visible;
use crate::sql::{Identifier, ToSql};

/// The height of the name.
pub(super) const HEAD: f64 = 34.0;
/// The height of a column.
pub(super) const ROW: f64 = 22.0;
/// The room under the last column.
pub(super) const FOOT: f64 = 6.0;
/// Where the names of columns begin.
pub(super) const INDENT: f64 = 34.0;

/// The width of a letter of a column's name, of its type and of a table's name.
const NAME: f64 = 7.3;
const TYPE: f64 = 6.7;
const TITLE: f64 = 8.2;
/// Longer names are cut in the picture; the whole stands in the title of the line.
const LONGEST_NAME: usize = 30;
const LONGEST_TYPE: usize = 22;

/// With more tables than this, only the columns of keys are drawn.
const MANY: usize = 80;

pub(super) struct Card {
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
    /// How many columns aren't drawn.
    pub(super) more: usize,
    pub(super) width: f64,
    pub(super) height: f64,
}

pub(super) struct Row {
    pub(super) column: Identifier,
    pub(super) name: String,
    pub(super) data_type: String,
    /// The whole of what the line cuts off.
    pub(super) title: String,
    pub(super) mark: Option<&'static str>,
    /// The table that a key leads to, without a line that is drawn.
    pub(super) link: Option<usize>,
    pub(super) link_name: String,
}

/// What a reviewer tells tables apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Tenants,
    Tenant,
    User,
    AppendOnly,
    Lookup,
    Shared,
}

impl Kind {
    pub(crate) const ALL: [Self; 6] = [
        Self::Tenants,
        Self::Tenant,
        Self::User,
        Self::AppendOnly,
        Self::Lookup,
        Self::Shared,
    ];

    pub(crate) fn of(table: &Table) -> Self {
        match table.kind {
            TableKind::AppendOnly => Self::AppendOnly,
            TableKind::Lookup => Self::Lookup,
            TableKind::Ordinary if table.is_tenant_root() => Self::Tenants,
            TableKind::Ordinary if table.tenant.is_some() => Self::Tenant,
            TableKind::Ordinary if table.owner.is_some() => Self::User,
            TableKind::Ordinary => Self::Shared,
        }
    }

    /// The class of CSS.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Tenants => "tenants",
            Self::Tenant => "tenant",
            Self::User => "user",
            Self::AppendOnly => "append-only",
            Self::Lookup => "lookup",
            Self::Shared => "shared",
        }
    }

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Tenants => "the tenants",
            Self::Tenant => "a tenant’s rows",
            Self::User => "a user’s rows",
            Self::AppendOnly => "append-only",
            Self::Lookup => "lookup",
            Self::Shared => "the same for all",
        }
    }
}

impl Card {
    /// The cards of all tables; `links` has the keys that no line is drawn for.
    pub(super) fn all(database: &Database, links: &[Relation<'_>]) -> Vec<Self> {
        let compact = database.tables.len() > MANY;
        let mut links = links.iter().peekable();
        let tables = database.tables.iter().enumerate();
        let cards = tables.map(|(place, table)| {
            let mut of_table = Vec::new();
            // Both are sorted by table.
            while let Some(link) = links.next_if(|link| link.child <= place) {
                of_table.push(link);
            }
            Self::new(database, table, compact, &of_table)
        });
        cards.collect()
    }

    fn new(database: &Database, table: &Table, compact: bool, links: &[&Relation<'_>]) -> Self {
        let keys = Keys::new(table);
        let mut rows = Vec::with_capacity(table.columns.len());
        for column in &table.columns {
            let mark = keys.marks(&column.name).into_iter().next();
            if compact && mark.is_none() {
                continue;
            }
            let mut data_type = column.data_type.to_sql();
            if column.nullable {
                data_type.push('?');
            }
            let mut of_column = links.iter();
            let link = of_column.find(|link| link.principal().0 == Some(&column.name));
            let link_name = link.and_then(|link| database.tables.get(link.parent));
            let link_name = link_name.map(|table| cut(table.name.name().as_str(), LONGEST_NAME));
            let name = column.name.as_str();
            rows.push(Row {
                column: column.name.clone(),
                title: visible(&format!("{name} {data_type}")).into_owned(),
                name: cut(name, LONGEST_NAME),
                data_type: cut(&data_type, LONGEST_TYPE),
                mark,
                link: link.map(|link| link.parent),
                link_name: link_name.unwrap_or_default(),
            });
        }
        let home = *table.name.schema() == database.home;
        let title = match home {
            true => table.name.name().as_str().to_owned(),
            false => format!(
                "{}.{}",
                table.name.schema().as_str(),
                table.name.name().as_str()
            ),
        };
        let title = cut(&title, LONGEST_NAME);
        let more = table.columns.len() - rows.len();
        let lines = rows.len() + usize::from(more > 0);
        let widths = rows.iter().map(Row::width);
        Self {
            kind: Kind::of(table),
            width: widths.fold(width(&title, TITLE) + 28.0, f64::max).ceil(),
            height: HEAD + ROW * count(lines) + FOOT,
            title,
            rows,
            more,
        }
    }

    /// How far below the top of the card the line of a column is; that of the name without one.
    pub(super) fn height_of(&self, column: Option<&Identifier>) -> f64 {
        let mut rows = self.rows.iter();
        let row = rows.position(|row| Some(&row.column) == column);
        row.map_or(HEAD / 2.0, |row| HEAD + ROW * (count(row) + 0.5))
    }
}

impl Row {
    fn width(&self) -> f64 {
        let link = match self.link {
            Some(_) => width(&self.link_name, TYPE) + 22.0,
            None => 0.0,
        };
        INDENT + width(&self.name, NAME) + link + 18.0 + width(&self.data_type, TYPE) + 12.0
    }

    /// Where the link begins, from the left edge of the card.
    pub(super) fn link_at(&self) -> f64 {
        INDENT + width(&self.name, NAME) + 8.0
    }
}

/// How wide a text is, in letters of a width.
fn width(text: &str, letter: f64) -> f64 {
    // Letters of other scripts are up to twice as wide as Latin ones.
    let wide = text
        .chars()
        .filter(|letter| u32::from(*letter) >= 0x1100)
        .count();
    (count(text.chars().count()) + count(wide) * 0.8) * letter
}

fn cut(text: &str, longest: usize) -> String {
    let text = visible(text);
    if text.chars().count() <= longest {
        return text.into_owned();
    }
    let mut short: String = text.chars().take(longest.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// A number of things, to be multiplied by a length.
pub(super) fn count(things: usize) -> f64 {
    u32::try_from(things).map_or(f64::MAX, f64::from)
}
