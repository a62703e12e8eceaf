//! Generates the client of the bookshop.

fn main() -> Result<(), clientwright::BuildError> {
    clientwright::build()
}
