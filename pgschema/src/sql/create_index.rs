use serde::{Deserialize, Serialize};

use super::{
    Collation, Expr, Identifier, OperatorClass, QualifiedName, StorageParameters, ToSql, Writer,
};
use crate::define::{IndexMethod, NullsOrder, SortOrder};

impl IndexMethod {
    /// The access method's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Btree => "btree",
            Self::Hash => "hash",
            Self::Gin => "gin",
            Self::Gist => "gist",
            Self::Spgist => "spgist",
            Self::Brin => "brin",
            Self::Hnsw => "hnsw",
            Self::Ivfflat => "ivfflat",
        }
    }
}
/// What an element of an index is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Key {
    Column(Identifier),
    Expression(Expr),
}

/// An element of an index.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexElement {
    key: Key,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    collation: Option<Collation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    operator_class: Option<OperatorClass>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<SortOrder>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nulls: Option<NullsOrder>,
}
impl IndexElement {
    const fn new(key: Key) -> Self {
        Self {
            key,
            collation: None,
            operator_class: None,
            order: None,
            nulls: None,
        }
    }
    /// A column.
    #[must_use]
    pub const fn column(column: Identifier) -> Self {
        Self::new(Key::Column(column))
    }
    /// An expression.
    #[must_use]
    pub const fn expression(expression: Expr) -> Self {
        Self::new(Key::Expression(expression))
    }
    /// How its text is compared.
    #[must_use]
    pub fn collation(mut self, collation: Collation) -> Self {
        self.collation = Some(collation);
        self
    }
    /// Which operators it serves.
    #[must_use]
    pub fn operator_class(mut self, class: OperatorClass) -> Self {
        self.operator_class = Some(class);
        self
    }
    /// Its direction.
    #[must_use]
    pub const fn order(mut self, order: SortOrder) -> Self {
        self.order = Some(order);
        self
    }
    /// Where NULLs stand.
    #[must_use]
    pub const fn nulls(mut self, nulls: NullsOrder) -> Self {
        self.nulls = Some(nulls);
        self
    }
    /// The column, if it is one.
    #[must_use]
    pub const fn as_column(&self) -> Option<&Identifier> {
        match &self.key {
            Key::Column(column) => Some(column),
            Key::Expression(_) => None,
        }
    }
    /// The expression, if it is one.
    #[must_use]
    pub const fn as_expression(&self) -> Option<&Expr> {
        match &self.key {
            Key::Expression(expression) => Some(expression),
            Key::Column(_) => None,
        }
    }
}
impl ToSql for IndexElement {
    fn write(&self, out: &mut Writer) {
        match &self.key {
            Key::Column(column) => column.write(out),
            Key::Expression(expression) => {
                out.push("(");
                expression.write(out);
                out.push(")");
            }
        }
        if let Some(collation) = &self.collation {
            out.push(" ");
            collation.write(out);
        }
        if let Some(class) = &self.operator_class {
            out.push(" ");
            class.write(out);
        }
        match self.order {
            Some(SortOrder::Asc) => out.push(" ASC"),
            Some(SortOrder::Desc) => out.push(" DESC"),
            None => {}
        }
        match self.nulls {
            Some(NullsOrder::First) => out.push(" NULLS FIRST"),
            Some(NullsOrder::Last) => out.push(" NULLS LAST"),
            None => {}
        }
    }
}

/// `CREATE INDEX`.
///
/// PostgreSQL manual: CREATE INDEX.
///
/// ```
/// use pgschema::define::SortOrder;
/// use pgschema::sql::{CreateIndex, Expr, Identifier, IndexElement, QualifiedName};
///
/// let newest = IndexElement::column(Identifier::new("created_at")?).order(SortOrder::Desc);
/// let table = QualifiedName::new("app", "documents")?;
/// let index = CreateIndex::new(Identifier::new("documents_created_at_idx")?, table)
///     .element(newest)
///     .predicate(Expr::sql("deleted_at IS NULL")?);
/// assert_eq!(
///     index.to_string(),
///     "CREATE INDEX documents_created_at_idx ON app.documents (created_at DESC) \
///      WHERE deleted_at IS NULL;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
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
    predicate: Option<Expr>,
}
impl CreateIndex {
    /// A btree index.
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
            predicate: None,
        }
    }
    /// No two rows with one key.
    #[must_use]
    pub const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }
    /// Without a lock against writes; outside of transactions only.
    #[must_use]
    pub const fn concurrently(mut self) -> Self {
        self.concurrently = true;
        self
    }
    /// Does nothing where it is.
    #[must_use]
    pub const fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }
    /// The access method.
    #[must_use]
    pub const fn using(mut self, method: IndexMethod) -> Self {
        self.method = method;
        self
    }
    /// One more element.
    #[must_use]
    pub fn element(mut self, element: IndexElement) -> Self {
        self.elements.push(element);
        self
    }
    /// More elements.
    #[must_use]
    pub fn elements(mut self, elements: impl IntoIterator<Item = IndexElement>) -> Self {
        self.elements.extend(elements);
        self
    }
    /// The columns that it carries besides.
    #[must_use]
    pub fn include(mut self, columns: impl IntoIterator<Item = Identifier>) -> Self {
        self.include.extend(columns);
        self
    }
    /// NULLs count as equal (PostgreSQL 15).
    #[must_use]
    pub const fn nulls_not_distinct(mut self) -> Self {
        self.nulls_not_distinct = true;
        self
    }
    /// Its storage parameters.
    #[must_use]
    pub fn with(mut self, parameters: StorageParameters) -> Self {
        self.with = parameters;
        self
    }
    /// Which rows it has.
    #[must_use]
    pub fn predicate(mut self, predicate: Expr) -> Self {
        self.predicate = Some(predicate);
        self
    }
}
impl ToSql for CreateIndex {
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
        if self.method != IndexMethod::Btree {
            out.push(" USING ");
            out.push(self.method.as_str());
        }
        out.push(" (");
        out.push_list(&self.elements, ", ");
        out.push(")");
        if !self.include.is_empty() {
            out.push(" INCLUDE (");
            out.push_list(&self.include, ", ");
            out.push(")");
        }
        if self.nulls_not_distinct {
            out.push(" NULLS NOT DISTINCT");
        }
        if !self.with.is_empty() {
            out.push(" ");
            self.with.write(out);
        }
        if let Some(predicate) = &self.predicate {
            out.push(" WHERE ");
            predicate.write(out);
        }
        out.push(";");
    }
}
