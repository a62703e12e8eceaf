//! Credentials: where they stand, and how sessions get them.

mod places;
mod logins;
