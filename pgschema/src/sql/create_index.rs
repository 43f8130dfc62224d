use super::{
    Expr, Identifier, IndexElement, QualifiedName, Statement, StorageParameters, ToSql, Writer,
};
use crate::define::IndexMethod;

/// `CREATE INDEX`.
///
/// ```
/// use pgschema::define::SortOrder;
/// use pgschema::sql::{CreateIndex, Expr, Identifier, IndexElement, QualifiedName};
///
/// let table = QualifiedName::new("app", "documents")?;
/// let index = CreateIndex::new(Identifier::new("documents_newest_idx")?, table)
///     .if_not_exists()
///     .element(IndexElement::column(Identifier::new("tenant_id")?))
///     .element(IndexElement::column(Identifier::new("created_at")?).order(SortOrder::Desc))
///     .predicate(Expr::sql("deleted_at IS NULL")?);
/// assert_eq!(
///     index.to_string(),
///     "CREATE INDEX IF NOT EXISTS documents_newest_idx \
///      ON app.documents (tenant_id, created_at DESC) WHERE (deleted_at IS NULL);"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: CREATE INDEX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateIndex {
    name: Identifier,
    on: QualifiedName,
    unique: bool,
    concurrently: bool,
    if_not_exists: bool,
    method: IndexMethod,
    elements: Vec<IndexElement>,
    include: Vec<Identifier>,
    nulls_not_distinct: bool,
    with: StorageParameters,
    tablespace: Option<Identifier>,
    predicate: Option<Expr>,
}

/// A [`CreateIndex`] whose parts belong to somebody else.
#[derive(Clone, Copy)]
pub(crate) struct CreateIndexRef<'a> {
    pub(crate) name: &'a Identifier,
    pub(crate) on: &'a QualifiedName,
    pub(crate) unique: bool,
    pub(crate) concurrently: bool,
    pub(crate) if_not_exists: bool,
    pub(crate) method: IndexMethod,
    pub(crate) elements: &'a [IndexElement],
    pub(crate) include: &'a [Identifier],
    pub(crate) nulls_not_distinct: bool,
    pub(crate) with: &'a StorageParameters,
    pub(crate) tablespace: Option<&'a Identifier>,
    pub(crate) predicate: Option<&'a Expr>,
}

impl CreateIndex {
    /// A btree index of a table, in the table's schema. It needs at least one
    /// [element](Self::element).
    #[must_use]
    pub fn new(name: Identifier, on: QualifiedName) -> Self {
        Self {
            name,
            on,
            unique: false,
            concurrently: false,
            if_not_exists: false,
            method: IndexMethod::Btree,
            elements: Vec::new(),
            include: Vec::new(),
            nulls_not_distinct: false,
            with: StorageParameters::default(),
            tablespace: None,
            predicate: None,
        }
    }

    /// No two rows with one key.
    #[must_use]
    pub fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    /// While rows can be written; never in a transaction, and not on a partitioned table. If it
    /// fails, an invalid index stays behind, which [`if_not_exists`](Self::if_not_exists) takes for
    /// the index.
    #[must_use]
    pub fn concurrently(mut self) -> Self {
        self.concurrently = true;
        self
    }

    /// Does nothing where a table or an index has the name already, whatever its key is.
    #[must_use]
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// The access method.
    #[must_use]
    pub fn using(mut self, method: IndexMethod) -> Self {
        self.method = method;
        self
    }

    /// One more element of the key.
    #[must_use]
    pub fn element(mut self, element: IndexElement) -> Self {
        self.elements.push(element);
        self
    }

    /// More elements of the key.
    #[must_use]
    pub fn elements(mut self, elements: impl IntoIterator<Item = IndexElement>) -> Self {
        self.elements.extend(elements);
        self
    }

    /// Columns that it carries besides, so that a query needs the table no more.
    #[must_use]
    pub fn include(mut self, columns: impl IntoIterator<Item = Identifier>) -> Self {
        self.include.extend(columns);
        self
    }

    /// NULLs count as equal, for a unique index (PostgreSQL 15).
    #[must_use]
    pub fn nulls_not_distinct(mut self) -> Self {
        self.nulls_not_distinct = true;
        self
    }

    /// Its storage parameters.
    #[must_use]
    pub fn with(mut self, parameters: StorageParameters) -> Self {
        self.with = parameters;
        self
    }

    /// Where its files are.
    #[must_use]
    pub fn tablespace(mut self, tablespace: Identifier) -> Self {
        self.tablespace = Some(tablespace);
        self
    }

    /// Which rows are in it; all of them without it.
    #[must_use]
    pub fn predicate(mut self, predicate: Expr) -> Self {
        self.predicate = Some(predicate);
        self
    }
}

impl From<CreateIndexRef<'_>> for Statement {
    fn from(index: CreateIndexRef<'_>) -> Self {
        Self::from(CreateIndex {
            name: index.name.clone(),
            on: index.on.clone(),
            unique: index.unique,
            concurrently: index.concurrently,
            if_not_exists: index.if_not_exists,
            method: index.method,
            elements: index.elements.to_vec(),
            include: index.include.to_vec(),
            nulls_not_distinct: index.nulls_not_distinct,
            with: index.with.clone(),
            tablespace: index.tablespace.cloned(),
            predicate: index.predicate.cloned(),
        })
    }
}

impl ToSql for CreateIndex {
    fn write(&self, out: &mut Writer) {
        let index = CreateIndexRef {
            name: &self.name,
            on: &self.on,
            unique: self.unique,
            concurrently: self.concurrently,
            if_not_exists: self.if_not_exists,
            method: self.method,
            elements: &self.elements,
            include: &self.include,
            nulls_not_distinct: self.nulls_not_distinct,
            with: &self.with,
            tablespace: self.tablespace.as_ref(),
            predicate: self.predicate.as_ref(),
        };
        index.write(out);
    }
}

impl ToSql for CreateIndexRef<'_> {
    fn write(&self, out: &mut Writer) {
        out.push(if self.unique {
            "CREATE UNIQUE INDEX "
        } else {
            "CREATE INDEX "
        });
        if self.concurrently {
            out.push("CONCURRENTLY ");
        }
        if self.if_not_exists {
            out.push("IF NOT EXISTS ");
        }
        self.name.write(out);
        out.push(" ON ");
        self.on.write(out);
        // What no word means is not written.
        if self.method != IndexMethod::Btree {
            out.push(" USING ");
            self.method.write(out);
        }
        out.push_in_parentheses(self.elements);
        if !self.include.is_empty() {
            out.push(" INCLUDE");
            out.push_in_parentheses(self.include);
        }
        if self.nulls_not_distinct {
            out.push(" NULLS NOT DISTINCT");
        }
        if !self.with.is_empty() {
            out.push(" ");
            self.with.write(out);
        }
        if let Some(tablespace) = self.tablespace {
            out.push(" TABLESPACE ");
            tablespace.write(out);
        }
        if let Some(predicate) = self.predicate {
            out.push(" WHERE ");
            predicate.write_whole(out);
        }
        out.push(";");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_stands_in_its_place() -> Result<(), Box<dyn std::error::Error>> {
        let sql = CreateIndex::new(Identifier::new("i")?, QualifiedName::new("app", "t")?)
            .predicate(Expr::IsNull(Box::new(Expr::Column(Identifier::new("a")?))))
            .tablespace(Identifier::new("fast")?)
            .with(StorageParameters::parse([("fillfactor", "70")])?)
            .nulls_not_distinct()
            .include([Identifier::new("c")?])
            .elements([IndexElement::column(Identifier::new("b")?)])
            .using(IndexMethod::Gist)
            .concurrently()
            .unique()
            .to_sql();
        let expected = "CREATE UNIQUE INDEX CONCURRENTLY i ON app.t USING gist (b) INCLUDE (c) \
                        NULLS NOT DISTINCT WITH (fillfactor = 70) TABLESPACE fast \
                        WHERE a IS NULL;";
        assert_eq!(sql, expected);
        Ok(())
    }
}
