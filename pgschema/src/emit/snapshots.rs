/// Makes an insta snapshot of each object of a database: of a table all that a review of it must
/// see, with the path of its struct as the description.
///
/// ```
/// # mod schema {
/// #     pub fn database() -> Result<pgschema::Database, pgschema::InvalidDatabase> {
/// #         pgschema::Database::builder().build()
/// #     }
/// # }
/// use pgschema::Version;
///
/// # #[allow(dead_code)]
/// fn the_schema_is_the_one_in_review() {
///     let database = schema::database().unwrap();
///     pgschema::assert_snapshots!(database, Version::V18);
/// }
/// ```
///
/// The snapshots are those of [`Database::object_files`](crate::Database::object_files), and
/// named after their paths: `app__tables__documents`. `cargo insta test --review` shows them all;
/// without it a test stops at the first that differs, as ever.
#[macro_export]
macro_rules! assert_snapshots {
    ($database:expr, $version:expr $(,)?) => {
        match $crate::Database::object_files(&$database, $version) {
            $crate::__private::core::result::Result::Ok(files) => {
                for file in files {
                    let name = $crate::__private::snapshot_name(&file);
                    let description = file.rust().unwrap_or_else(|| file.path());
                    $crate::__private::insta::with_settings!(
                        { description => description, omit_expression => true },
                        { $crate::__private::insta::assert_snapshot!(name, file.sql()); }
                    );
                }
            }
            $crate::__private::core::result::Result::Err(error) => {
                $crate::__private::core::panic!("{}", error)
            }
        }
    };
}

/// The name of an object's snapshot.
pub fn snapshot_name(file: &super::ObjectFile) -> String {
    let path = file.path();
    path.strip_suffix(".sql").unwrap_or(path).replace('/', "__")
}
