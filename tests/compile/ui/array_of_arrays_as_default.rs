use pgschema::Table;

#[derive(Table)]
struct Grid {
    #[pg(primary_key)]
    id: i64,
    #[pg(default = vec![vec![1, 2], vec![3]])]
    cells: Vec<Vec<i32>>,
    #[pg(default = vec!["a"])]
    tags: Vec<String>,
    #[pg(default = "'{{1,2},{3,4}}'", check = |g| g.square.ne([[1, 2], [3, 4]]))]
    square: Vec<Vec<i32>>,
}

fn main() {}
