use crate::typed::Column;

/// One column of the table `T`, or several in a tuple.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of columns of `{T}`",
    label = "expected a column, or a tuple of at most twelve",
    note = "write `|t| t.id`, or `|t| (t.id, t.created_at)`"
)]
pub trait ColumnList<T> {
    /// The names, in their order.
    fn names(self) -> Vec<&'static str>;
}

impl<T, V> ColumnList<T> for Column<T, V> {
    fn names(self) -> Vec<&'static str> {
        vec![self.name()]
    }
}

macro_rules! column_lists {
    ($(($($value:ident $position:tt),+))+) => {
        $(
            impl<T, $($value),+> ColumnList<T> for ($(Column<T, $value>,)+) {
                fn names(self) -> Vec<&'static str> {
                    vec![$(self.$position.name()),+]
                }
            }
        )+
    };
}

column_lists! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}

/// Which of two values comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `ASC`: the smaller one.
    Ascending,
    /// `DESC`: the greater one.
    Descending,
}
