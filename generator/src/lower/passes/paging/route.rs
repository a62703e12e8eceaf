//! Where a part of a page is.

use crate::model::{Api, Field, Route, Shape, Step, Type};

/// The way along the names of properties, between which are dots, and the type at its end.
///
/// Names can have dots themselves: the longest that fits is taken.
pub(super) fn route<'a>(
    api: &'a Api,
    root: &'a Type,
    path: &str,
) -> Result<(Route, &'a Type), String> {
    let names: Vec<&str> = path.split('.').collect();
    let (mut rest, mut ty, mut steps) = (names.as_slice(), api.plain(root), Vec::new());
    while let Some(first) = rest.first() {
        let Some(fields) = fields(api, ty) else {
            return Err(format!("`{first}` is looked for in what is no object with properties"));
        };
        let found = (1..=rest.len()).rev().find_map(|length| {
            let (name, after) = rest.split_at_checked(length)?;
            let name = name.join(".");
            Some((fields.iter().find(|field| field.name.wire == name)?, after))
        });
        let Some((field, after)) = found else {
            return Err(format!("the response has no property `{first}` there"));
        };
        steps.push(Step { name: field.name.clone(), presence: field.presence });
        (ty, rest) = (api.plain(&field.ty), after);
    }
    Ok((Route { steps }, ty))
}

fn fields<'a>(api: &'a Api, ty: &Type) -> Option<&'a [Field]> {
    let Type::Named(id) = ty else { return None };
    match api.decl(*id).map(|decl| &decl.shape) {
        Some(Shape::Struct { fields, .. }) => Some(fields),
        _ => None,
    }
}
