use super::types::{Known, Types, Written};
use super::{ColumnProblem, Problem};
use crate::define::{BuiltinType, Storage};
use crate::model::{Column, Database};
use crate::sql::{DataType, ToSql};

/// The greatest length of a text, and of a string of bits.
const MOST_CHARACTERS: u32 = 10_485_760;
const MOST_BITS: u32 = 83_886_080;

/// Whether every type is one that a server has, and its values can be kept as the column says.
pub(super) fn check(database: &Database, types: &Types<'_>, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        for column in &table.columns {
            let label = || format!("{}.{}", table.name, column.name);
            let mut report = |kind| problems.push(Problem::new(label(), kind));
            let has_value = column.default.is_some() || column.generated.is_some();
            if let Some(kind) = type_problem(&column.data_type, types) {
                report(kind);
            } else if types.known(&column.data_type) == Known::Serial
                && (has_value || column.identity.is_some())
            {
                let why = "has a default of its own already";
                let data_type = column.data_type.to_sql();
                report(ColumnProblem::Serial { data_type, why });
            }
            keeping(column, types).into_iter().for_each(report);
        }
    }
    for domain in &database.domains {
        let mut report = |kind| problems.push(Problem::new(&domain.name, kind));
        type_problem(&domain.base, types)
            .into_iter()
            .for_each(&mut report);
        if types.known(&domain.base) == Known::Serial {
            let why = "is a column with a sequence and no type";
            let data_type = domain.base.to_sql();
            report(ColumnProblem::Serial { data_type, why });
        }
        if domain.collation.is_some() && !may_have_collation(types.element(&domain.base)) {
            let data_type = domain.base.to_sql();
            report(ColumnProblem::Collation { data_type });
        }
    }
}

/// What is wrong with the type of a column or of a domain.
fn type_problem(data_type: &DataType, types: &Types<'_>) -> Option<ColumnProblem> {
    let sql = || data_type.to_sql();
    let element = types.element(data_type);
    if element == Known::Serial && types.known(data_type) == Known::Array {
        return Some(ColumnProblem::Serial {
            data_type: sql(),
            why: "is a column with a sequence, of which there are no arrays",
        });
    }
    let own = innermost(data_type);
    match types.known(own) {
        Known::Pseudo => Some(ColumnProblem::Pseudo { data_type: sql() }),
        _ if element == Known::Pseudo => Some(ColumnProblem::Pseudo { data_type: sql() }),
        Known::Builtin(builtin) => modifier_problem(builtin, sql).or_else(|| {
            written_modifiers(own, builtin).map(|()| ColumnProblem::Modifiers { data_type: sql() })
        }),
        _ => None,
    }
}

/// The type of the elements in all dimensions, as it is said.
fn innermost(data_type: &DataType) -> &DataType {
    match data_type {
        DataType::Array(element) => innermost(element),
        other => other,
    }
}

fn modifier_problem(builtin: BuiltinType, sql: impl Fn() -> String) -> Option<ColumnProblem> {
    let (length, most) = match builtin {
        BuiltinType::Varchar(length) | BuiltinType::Char(length) => (length, MOST_CHARACTERS),
        BuiltinType::Bit(length) | BuiltinType::Varbit(length) => (length, MOST_BITS),
        BuiltinType::Numeric {
            precision: Some(precision),
            scale,
        } => {
            return if !(1..=1000).contains(&precision) {
                Some(ColumnProblem::Precision { data_type: sql() })
            } else if scale.is_some_and(|scale| !(-1000..=1000).contains(&scale)) {
                Some(ColumnProblem::Scale { data_type: sql() })
            } else {
                None
            };
        }
        _ => return None,
    };
    let length = length?;
    (length == 0 || length > most).then(|| ColumnProblem::Length {
        data_type: sql(),
        most,
    })
}

/// Whether a type that was written by hand has modifiers that it can't have.
fn written_modifiers(data_type: &DataType, builtin: BuiltinType) -> Option<()> {
    let DataType::Text(text) = data_type else {
        return None;
    };
    let written = Written::new(text.as_str())?;
    let takes_some = matches!(
        builtin,
        BuiltinType::Varchar(_)
            | BuiltinType::Char(_)
            | BuiltinType::Bit(_)
            | BuiltinType::Varbit(_)
            | BuiltinType::Numeric { .. }
            | BuiltinType::Time
            | BuiltinType::TimeTz
            | BuiltinType::Timestamp
            | BuiltinType::TimestampTz
            | BuiltinType::Interval
            | BuiltinType::Real
            | BuiltinType::DoublePrecision
    );
    // `bpchar` without a length is a text of any length, but takes one.
    (!takes_some && !written.modifiers.is_empty() && written.name != "bpchar").then_some(())
}

/// What is wrong with how a column's values are compared and kept.
fn keeping(column: &Column, types: &Types<'_>) -> Vec<ColumnProblem> {
    let mut found = Vec::new();
    let data_type = || column.data_type.to_sql();
    if column.collation.is_some() && !may_have_collation(types.element(&column.data_type)) {
        found.push(ColumnProblem::Collation {
            data_type: data_type(),
        });
    }
    let base = types.base(&column.data_type);
    let in_row = is_kept_in_row(base);
    if in_row
        && column
            .storage
            .is_some_and(|storage| storage != Storage::Plain)
    {
        found.push(ColumnProblem::Storage {
            data_type: data_type(),
        });
    }
    if in_row && column.compression.is_some() {
        found.push(ColumnProblem::Compression {
            data_type: data_type(),
        });
    }
    found
}

/// Whether texts of the type, or of the elements of an array, may be compared in several ways.
pub(super) fn may_have_collation(element: Known<'_>) -> bool {
    match element {
        Known::Builtin(builtin) => matches!(
            builtin,
            BuiltinType::Text | BuiltinType::Varchar(_) | BuiltinType::Char(_) | BuiltinType::Name
        ),
        Known::Enum | Known::Serial => false,
        _ => true,
    }
}

/// Whether values of the type are never moved out of their row, nor compressed.
const fn is_kept_in_row(base: Known<'_>) -> bool {
    match base {
        Known::Enum | Known::Serial => true,
        Known::Builtin(builtin) => matches!(
            builtin,
            BuiltinType::Boolean
                | BuiltinType::Smallint
                | BuiltinType::Integer
                | BuiltinType::Bigint
                | BuiltinType::Real
                | BuiltinType::DoublePrecision
                | BuiltinType::Money
                | BuiltinType::InternalChar
                | BuiltinType::Name
                | BuiltinType::Uuid
                | BuiltinType::Date
                | BuiltinType::Time
                | BuiltinType::TimeTz
                | BuiltinType::Timestamp
                | BuiltinType::TimestampTz
                | BuiltinType::Interval
                | BuiltinType::Macaddr
                | BuiltinType::Macaddr8
                | BuiltinType::Oid
                | BuiltinType::Tsquery
                | BuiltinType::Point
                | BuiltinType::Line
                | BuiltinType::Lseg
                | BuiltinType::Box
                | BuiltinType::Circle
        ),
        _ => false,
    }
}
