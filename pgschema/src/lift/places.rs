use crate::define::{ColumnEntry, TableDef};
use crate::model::{Object, Part, Place, Places};
use crate::sql::{Identifier, QualifiedName};

impl Places {
    /// Where a table and its columns stand.
    pub(super) fn add_table(&mut self, definition: &TableDef, table: &QualifiedName) {
        let (file, line) = (definition.file, definition.line);
        self.insert(Object::Table(table.clone()), Place { file, line });
        self.add_columns(table, definition.file, definition.columns);
    }

    /// Where a part of a table stands, if the derive said so.
    pub(super) fn add_part(
        &mut self,
        table: &QualifiedName,
        part: Part,
        name: &Identifier,
        file: &'static str,
        line: u32,
    ) {
        if line == 0 || file.is_empty() {
            return;
        }
        let object = Object::Part {
            table: table.clone(),
            part,
            name: name.clone(),
        };
        self.insert(object, Place { file, line });
    }

    fn add_columns(&mut self, table: &QualifiedName, file: &'static str, columns: &[ColumnEntry]) {
        for entry in columns {
            match entry {
                ColumnEntry::Group(_, group) => self.add_columns(table, group.file, group.columns),
                ColumnEntry::Column(column) => {
                    if let Ok(name) = Identifier::new(column.name) {
                        self.add_part(table, Part::Column, &name, file, column.line);
                    }
                }
            }
        }
    }
}
