use crate::define::TableDef;
use crate::model::{Object, Place, Places, Table};

impl Places {
    /// Where a table and its columns stand.
    pub(super) fn add(&mut self, definition: &TableDef, table: &Table) {
        let place = Place {
            file: definition.file,
            line: definition.line,
        };
        self.insert(Object::Table(table.name.clone()), place);
    }
}
