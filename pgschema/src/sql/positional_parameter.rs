use super::{DataType, ToSql, Writer};
use crate::define::BuiltinType;

/// `$1::text::uuid`: the place of a value that is sent beside the statement.
///
/// [`query`](crate::query) makes it; a model has no such place.
///
/// PostgreSQL manual: Positional Parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionalParameter {
    number: usize,
    sent_as: BuiltinType,
    data_type: Option<DataType>,
}

impl PositionalParameter {
    /// The value of this number, counted from 1, that is sent as one type and used as another.
    pub(crate) fn new(number: usize, sent_as: BuiltinType, data_type: Option<DataType>) -> Self {
        let data_type = data_type.filter(|it| *it != DataType::Builtin(sent_as));
        Self {
            number,
            sent_as,
            data_type,
        }
    }

    /// The type as which it is used.
    pub(crate) fn data_type(&self) -> DataType {
        let sent_as = || DataType::Builtin(self.sent_as);
        self.data_type.clone().unwrap_or_else(sent_as)
    }
}

impl ToSql for PositionalParameter {
    fn write(&self, out: &mut Writer) {
        out.push("$");
        out.push_display(self.number);
        out.push("::");
        DataType::Builtin(self.sent_as).write(out);
        if let Some(data_type) = &self.data_type {
            out.push("::");
            data_type.write(out);
        }
    }
}
