//! Sessions: log in, keep the token, log out.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

#[cfg(feature = "salted-login")]
use super::sessions::{CreateLoginParametersError, CreateSessionSaltedError};
use super::sessions::{CreateSessionSimpleError, LogoutSessionError};
use super::types::SessionDetails;
#[cfg(feature = "salted-login")]
use super::types::{CreateSessionParameters, HashAlgorithm};
use super::{Client, FASTSTATS_AUTH_SCHEME};
use crate::runtime::{BoxError, BoxFuture, Credential, Error, Secret, Token, TokenSource};

/// A client that has logged in to a data view, and logs in again when the server refuses its
/// token.
///
/// How long a token lasts is not documented. Dropping it leaves the session open:
/// [`log_out`](Self::log_out) closes it.
#[derive(Debug, Clone)]
pub struct Session {
    client: Client,
    login: Arc<Login>,
}

impl Session {
    /// Logs in without sending the password: its hash is sent, made with salts that the server
    /// gives.
    ///
    /// # Errors
    ///
    /// Those of the two calls, and [`LoginError::Algorithm`] where the server names an algorithm
    /// that is no public one; [`log_in_simple`](Self::log_in_simple) may do there.
    #[cfg(feature = "salted-login")]
    pub async fn log_in(
        client: &Client,
        data_view: &str,
        user: &str,
        password: impl Into<Secret>,
    ) -> Result<Self, LoginError> {
        Self::open(client, data_view, user, password.into(), Way::Salted).await
    }

    /// Logs in with the password as it is: over HTTPS only.
    ///
    /// # Errors
    ///
    /// Those of [`create_simple`](super::sessions::Sessions::create_simple).
    pub async fn log_in_simple(
        client: &Client,
        data_view: &str,
        user: &str,
        password: impl Into<Secret>,
    ) -> Result<Self, LoginError> {
        Self::open(client, data_view, user, password.into(), Way::Simple).await
    }

    async fn open(
        client: &Client,
        data_view: &str,
        user: &str,
        password: Secret,
        way: Way,
    ) -> Result<Self, LoginError> {
        let login = Arc::new(Login {
            client: client.with_data_view_name(data_view),
            data_view: data_view.to_owned(),
            user: user.to_owned(),
            password,
            way,
            details: Mutex::new(None),
        });
        let token = login.fetch().await?;
        let credential = Credential::held(token, Again(Arc::clone(&login)));
        let core = login.client.core.with_credential(&FASTSTATS_AUTH_SCHEME, credential);
        Ok(Self { client: Client { core }, login })
    }

    /// The name of the data view that the calls of the session are in.
    pub fn data_view(&self) -> &str {
        &self.login.data_view
    }

    /// What the server told at the last login: the user, what the licence allows, the session's
    /// id.
    pub fn details(&self) -> Option<SessionDetails> {
        self.login.details()
    }

    /// Closes the session. One that the server does not know any more is closed.
    ///
    /// # Errors
    ///
    /// Those of [`logout`](super::sessions::Sessions::logout), but for a refused
    /// token and a session that is not there.
    pub async fn log_out(self) -> Result<(), Error<LogoutSessionError>> {
        let core = &self.client.core;
        let token = core.token(&FASTSTATS_AUTH_SCHEME);
        let (Some(token), Some(details)) = (token, self.details()) else { return Ok(()) };
        // As it is: with a source, a token that is refused would be a reason to log in.
        let core = core.with_credential(&FASTSTATS_AUTH_SCHEME, Credential::token(token));
        let sessions = Client { core }.sessions();
        match sessions.logout(details.session_id.expose()).await {
            Ok(_) | Err(Error::Api(LogoutSessionError::NotFound(_))) => Ok(()),
            Err(error) if error.status().is_some_and(|status| status.as_u16() == 401) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Deref for Session {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

/// How to log in.
#[derive(Debug, Clone, Copy)]
enum Way {
    #[cfg(feature = "salted-login")]
    Salted,
    Simple,
}

/// What it takes to log in, and what came of it last.
struct Login {
    client: Client,
    data_view: String,
    user: String,
    password: Secret,
    way: Way,
    details: Mutex<Option<SessionDetails>>,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("data_view", &self.data_view)
            .field("user", &self.user)
            .field("way", &self.way)
            .finish_non_exhaustive()
    }
}

impl Login {
    fn details(&self) -> Option<SessionDetails> {
        self.details.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn fetch(&self) -> Result<Secret, LoginError> {
        let details = match self.way {
            #[cfg(feature = "salted-login")]
            Way::Salted => self.salted().await?,
            Way::Simple => self.simple().await?,
        };
        let token = details.access_token.clone();
        *self.details.lock().unwrap_or_else(PoisonError::into_inner) = Some(details);
        Ok(token)
    }

    async fn simple(&self) -> Result<SessionDetails, LoginError> {
        let sessions = self.client.sessions();
        let password = self.password.expose();
        let call = sessions.create_simple(&self.user, password);
        Ok(call.await.map_err(LoginError::Simple)?.into_inner())
    }

    #[cfg(feature = "salted-login")]
    async fn salted(&self) -> Result<SessionDetails, LoginError> {
        let sessions = self.client.sessions();
        let call = sessions.create_login_parameters().user_name(&self.user);
        let parameters = call.await.map_err(LoginError::Parameters)?;
        let algorithm = || LoginError::Algorithm(parameters.hash_algorithm.to_string());
        let hash = password_hash(self.password.expose(), &parameters).ok_or_else(algorithm)?;
        let salt = parameters.login_salt.expose();
        let call = sessions.create_salted(&self.user, salt, hash.expose());
        Ok(call.await.map_err(LoginError::Salted)?.into_inner())
    }
}

/// Logs in once more, with what the first login had.
struct Again(Arc<Login>);

impl TokenSource for Again {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(async { Ok(self.0.fetch().await?.into()) })
    }
}

/// Why a login failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoginError {
    /// The server did not say how to hash the password.
    #[cfg(feature = "salted-login")]
    Parameters(Error<CreateLoginParametersError>),
    /// The server wants the password hashed by an algorithm that is not known.
    #[cfg(feature = "salted-login")]
    Algorithm(String),
    /// The login with a hash failed.
    #[cfg(feature = "salted-login")]
    Salted(Error<CreateSessionSaltedError>),
    /// The login with the password failed.
    Simple(Error<CreateSessionSimpleError>),
}

impl fmt::Display for LoginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "salted-login")]
            Self::Parameters(error) => error.fmt(f),
            #[cfg(feature = "salted-login")]
            Self::Algorithm(name) => write!(f, "passwords cannot be hashed by {name:?} here"),
            #[cfg(feature = "salted-login")]
            Self::Salted(error) => error.fmt(f),
            Self::Simple(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LoginError {
    /// The cause below the one that `Display` already tells.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            #[cfg(feature = "salted-login")]
            Self::Parameters(error) => error.source(),
            #[cfg(feature = "salted-login")]
            Self::Algorithm(_) => None,
            #[cfg(feature = "salted-login")]
            Self::Salted(error) => error.source(),
            Self::Simple(error) => error.source(),
        }
    }
}

/// The hash of a password that a salted login sends; `None` where the algorithm is no public
/// hash function.
///
/// The last bit of each character is turned, the user's salt is appended where the server asks
/// for that, and the digits of the hash of that are hashed again behind the salt of the login.
#[cfg(feature = "salted-login")]
#[must_use]
pub fn password_hash(password: &str, parameters: &CreateSessionParameters) -> Option<Secret> {
    // What those who wrote the service call a character is a unit of UTF-16. Its pairs stay pairs.
    let turned = char::decode_utf16(password.encode_utf16().map(|unit| unit ^ 1));
    let mut text: String = turned.map(|letter| letter.unwrap_or('\u{fffd}')).collect();
    if parameters.salt_password {
        text.push_str(parameters.user_salt.expose());
    }
    let mut digits = hexadecimal(&parameters.hash_algorithm, &text)?;
    digits.push_str(parameters.login_salt.expose());
    hexadecimal(&parameters.hash_algorithm, &digits).map(Secret::from)
}

/// The hash of a text in digits of lower case.
#[cfg(feature = "salted-login")]
fn hexadecimal(algorithm: &HashAlgorithm, text: &str) -> Option<String> {
    use sha2::Digest as _;
    let bytes = match algorithm {
        HashAlgorithm::Md5 => md5::Md5::digest(text).to_vec(),
        HashAlgorithm::Sha1 => sha1::Sha1::digest(text).to_vec(),
        HashAlgorithm::Sha256 => sha2::Sha256::digest(text).to_vec(),
        HashAlgorithm::Sha384 => sha2::Sha384::digest(text).to_vec(),
        HashAlgorithm::Sha512 => sha2::Sha512::digest(text).to_vec(),
        _ => return None,
    };
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Queries, written as they are thought.
#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-cubes",
    feature = "apteco-dashboards",
    feature = "apteco-exports",
    feature = "apteco-queries",
    feature = "apteco-users"
))]
mod queries {
    use std::fmt::Display;
    use std::ops::Not;

    use jiff::civil::Date;

    use super::super::types::{
        Clause, Criteria, DateRule, Fraction, LimitType, Limits, ListRule, Logic, LogicOperation,
        NPer, NotANumber, NumberOrNan, PatternDay, PatternFrequency, PredefinedRule, Query,
        RangeEnd, RangeStart, RecencyDirection, RecordSet, RecordSetType, RfvRecency, Rule,
        Sampling, Selection, SubSelection, TextMatchType, TopDirection, TopN, ValueLogic,
        ValueRule,
    };
    use crate::runtime::{Maybe, Timestamp};

    /// A variable, to be compared: [`variable`].
    #[derive(Debug, Clone)]
    pub struct VariableName(String);

    /// The variable of this reference name, to be compared.
    pub fn variable(name: impl Into<String>) -> VariableName {
        VariableName(name.into())
    }

    impl VariableName {
        /// Records with one of these values: codes, texts, numbers, or comparisons of numbers such
        /// as `<500` and `>=10`.
        pub fn is_in<V: Display>(self, values: impl IntoIterator<Item = V>) -> Condition {
            let list = ListRule::new().with_list(tabbed(values)).with_variable_name(self.0.clone());
            self.with(ValueRule::new().with_list_rule(list))
        }

        /// Records with this value.
        pub fn is(self, value: impl Display) -> Condition {
            self.is_in([value])
        }

        /// Records without a number.
        pub fn is_missing(self) -> Condition {
            self.is("><")
        }

        /// Records whose text has one of these in it.
        pub fn contains<V: Display>(self, texts: impl IntoIterator<Item = V>) -> Condition {
            self.is_in(texts).matching(TextMatchType::Contains)
        }

        /// Records whose text begins with one of these.
        pub fn begins_with<V: Display>(self, texts: impl IntoIterator<Item = V>) -> Condition {
            self.is_in(texts).matching(TextMatchType::Begins)
        }

        /// Records whose text ends with one of these.
        pub fn ends_with<V: Display>(self, texts: impl IntoIterator<Item = V>) -> Condition {
            self.is_in(texts).matching(TextMatchType::Ends)
        }

        /// Records of these days.
        pub fn is_on(self, days: impl IntoIterator<Item = Date>) -> Condition {
            let days = days
                .into_iter()
                .map(|day| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day()));
            let list = ListRule::new().with_list(tabbed(days)).with_variable_name(self.0.clone());
            let rule = ValueRule::new().with_list_rule(list);
            self.with(rule.with_predefined_rule(PredefinedRule::AdhocDates))
        }

        /// Records of the days from the first to the last one; without one, there is no bound.
        pub fn is_between(self, first: Option<Date>, last: Option<Date>) -> Condition {
            let mut days = DateRule::new()
                .with_pattern_frequency(PatternFrequency::Daily)
                .with_pattern_interval(1)
                .with_pattern_days_of_week([PatternDay::All]);
            days = match first.and_then(midnight) {
                Some(first) => {
                    days.with_start_range_limit(RangeStart::Actual).with_range_start_date(first)
                }
                None => days.with_start_range_limit(RangeStart::Earliest),
            };
            days = match last.and_then(midnight) {
                Some(last) => days.with_end_range_limit(RangeEnd::Actual).with_range_end_date(last),
                None => days.with_end_range_limit(RangeEnd::Latest),
            };
            let rule = ValueRule::new().with_date_rule(days);
            self.with(rule.with_predefined_rule(PredefinedRule::CustomRule))
        }

        /// Records that a rule takes which says it all, such as [`PredefinedRule::LastMonth`].
        pub fn is_during(self, rule: PredefinedRule) -> Condition {
            self.with(ValueRule::new().with_predefined_rule(rule))
        }

        fn with(self, rule: ValueRule) -> Condition {
            // The condition's table is not known yet.
            let criteria = Criteria::new("")
                .with_variable_name(self.0)
                .with_include(true)
                .with_logic(ValueLogic::Or)
                .with_ignore_case(false)
                .with_text_match_type(TextMatchType::Is)
                .with_value_rules([rule]);
            Condition(Kind::Criteria(Box::new(criteria)))
        }
    }

    /// Values as the server takes several of them.
    fn tabbed<V: Display>(values: impl IntoIterator<Item = V>) -> String {
        let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        values.join("\t")
    }

    /// The begin of a day, in the time of the server.
    fn midnight(day: Date) -> Option<Timestamp> {
        format!("{day}T00:00:00").parse().ok()
    }

    /// A condition on records. Of which table they are, is said where it is used:
    /// [`Query::where_`].
    #[derive(Debug, Clone)]
    pub struct Condition(Kind);

    #[derive(Debug, Clone)]
    enum Kind {
        Criteria(Box<Criteria>),
        Joined(LogicOperation, Vec<Condition>),
        Moved { way: LogicOperation, table: String, condition: Box<Condition> },
        Selection(Box<Selection>),
        Clause(Box<Clause>),
    }

    /// Records of a table above that have any record of `table` below which meets the condition.
    pub fn any(table: impl Into<String>, condition: Condition) -> Condition {
        moved(LogicOperation::Any, table.into(), condition)
    }

    /// Records of a table below whose record of `table` above meets the condition.
    pub fn the(table: impl Into<String>, condition: Condition) -> Condition {
        moved(LogicOperation::The, table.into(), condition)
    }

    fn moved(way: LogicOperation, table: String, condition: Condition) -> Condition {
        Condition(Kind::Moved { way, table, condition: Box::new(condition) })
    }

    impl Condition {
        /// Records that meet both.
        pub fn and(self, other: Self) -> Self {
            self.joined(LogicOperation::And, other)
        }

        /// Records that meet at least one of the two.
        pub fn or(self, other: Self) -> Self {
            self.joined(LogicOperation::Or, other)
        }

        /// The same, with capitals not mattering in its own texts.
        pub fn ignoring_case(self) -> Self {
            self.changed(|criteria| criteria.ignore_case = true.into())
        }

        /// The condition on records of `table`, as the server takes it.
        pub fn on(self, table: &str) -> Clause {
            let logic = |way, operands: Vec<Clause>| {
                let logic = Logic::new(table).with_operation(way).with_operands(operands);
                Clause::new().with_logic(logic)
            };
            match self.0 {
                Kind::Criteria(mut criteria) => {
                    table.clone_into(&mut criteria.table_name);
                    Clause::new().with_criteria(*criteria)
                }
                Kind::Joined(way, conditions) => {
                    logic(way, conditions.into_iter().map(|one| one.on(table)).collect())
                }
                Kind::Moved { way, table: other, condition } => {
                    logic(way, vec![condition.on(&other)])
                }
                Kind::Selection(selection) => {
                    let inner = SubSelection::new().with_selection(*selection);
                    Clause::new().with_sub_selection(inner)
                }
                Kind::Clause(clause) => *clause,
            }
        }

        fn matching(self, how: TextMatchType) -> Self {
            self.changed(|criteria| criteria.text_match_type = how.into())
        }

        fn changed(mut self, change: impl FnOnce(&mut Criteria)) -> Self {
            if let Kind::Criteria(criteria) = &mut self.0 {
                change(criteria);
            }
            self
        }

        fn joined(self, way: LogicOperation, other: Self) -> Self {
            match self.0 {
                Kind::Joined(own, mut all) if own == way => {
                    all.push(other);
                    Self(Kind::Joined(way, all))
                }
                kind => Self(Kind::Joined(way, vec![Self(kind), other])),
            }
        }
    }

    /// Records that do not meet it.
    impl Not for Condition {
        type Output = Self;

        fn not(self) -> Self {
            Self(Kind::Joined(LogicOperation::Not, vec![self]))
        }
    }

    /// What is selected, with limits of its own.
    impl From<Selection> for Condition {
        fn from(selection: Selection) -> Self {
            Self(Kind::Selection(Box::new(selection)))
        }
    }

    /// What a server sent, or was made otherwise. Its tables stay.
    impl From<Clause> for Condition {
        fn from(clause: Clause) -> Self {
            Self(Kind::Clause(Box::new(clause)))
        }
    }

    impl Selection {
        /// The same selection, of records that meet this condition, too.
        #[must_use]
        pub fn where_(mut self, condition: impl Into<Condition>) -> Self {
            let own = self.rule.map(|rule| rule.clause);
            let condition = match own {
                Maybe::Value(Maybe::Value(own)) => Condition::from(own).and(condition.into()),
                _ => condition.into(),
            };
            self.rule =
                Maybe::Value(Box::new(Rule::new().with_clause(condition.on(&self.table_name))));
            self
        }
    }

    impl Query {
        /// All records of a table.
        pub fn of(table: impl Into<String>) -> Self {
            Selection::new(table).into()
        }

        /// The same query, of records that meet this condition, too.
        #[must_use]
        pub fn where_(self, condition: impl Into<Condition>) -> Self {
            self.changed(|selection| selection.where_(condition))
        }

        /// The same query, with so many of its records.
        #[must_use]
        pub fn limited(self, limits: Limits) -> Self {
            self.changed(|selection| selection.with_limits(limits))
        }

        /// The same query, with the first or last records by the order of a variable.
        #[must_use]
        pub fn top(self, top: TopN) -> Self {
            self.changed(|selection| selection.with_top_n(top))
        }

        /// The same query, with so many records for each of a table above.
        #[must_use]
        pub fn per(self, n_per: NPer) -> Self {
            self.changed(|selection| selection.with_n_per(n_per))
        }

        /// The same query, of these records only.
        #[must_use]
        pub fn among(self, records: RecordSet) -> Self {
            self.changed(|selection| selection.with_record_set(records))
        }

        /// The same query, with the tables above counted as well.
        #[must_use]
        pub fn with_ancestors(self) -> Self {
            self.changed(|selection| selection.with_ancestor_counts(true))
        }

        fn changed(mut self, change: impl FnOnce(Selection) -> Selection) -> Self {
            let own = self.selection.into_value().unwrap_or_else(|| Selection::new(""));
            self.selection = Maybe::Value(change(own));
            self
        }
    }

    impl From<Selection> for Query {
        fn from(selection: Selection) -> Self {
            Self::new().with_selection(selection)
        }
    }

    impl Limits {
        /// So many records.
        pub fn count(total: i64, sampling: Sampling) -> Self {
            Self::of(LimitType::Total, sampling).with_total(total)
        }

        /// So many of a hundred records.
        pub fn share(percent: f64, sampling: Sampling) -> Self {
            Self::of(LimitType::Percent, sampling).with_percent(percent)
        }

        /// `numerator` of `denominator` parts of the records.
        pub fn part(numerator: i32, denominator: i32, sampling: Sampling) -> Self {
            let fraction = Fraction::new().with_numerator(numerator).with_denominator(denominator);
            Self::of(LimitType::Fraction, sampling).with_fraction(fraction)
        }

        fn of(kind: LimitType, sampling: Sampling) -> Self {
            Self::new().with_sampling(sampling).with_type(kind).with_start_at(0)
        }
    }

    impl TopN {
        /// So many records with the greatest values of a variable.
        pub fn greatest(variable: impl Into<String>, count: i32) -> Self {
            Self::by(variable.into(), TopDirection::Top, count)
        }

        /// So many records with the least values of a variable.
        pub fn least(variable: impl Into<String>, count: i32) -> Self {
            Self::by(variable.into(), TopDirection::Bottom, count)
        }

        /// The records from one place to another one, counted from the greatest value of a variable.
        pub fn places(variable: impl Into<String>, first: f64, last: f64) -> Self {
            let range = Self::by(variable.into(), TopDirection::RangeTopDown, 0);
            let (first, last) = (NumberOrNan::from(first), NumberOrNan::from(last));
            range.with_min_value(first).with_max_value(last)
        }

        /// So many records with the greatest values of `variable` for each category of `group`.
        pub fn greatest_of_each(
            group: impl Into<String>,
            variable: impl Into<String>,
            count: i32,
        ) -> Self {
            Self::new()
                .with_grouping_variable_name(group.into())
                .with_grouping_sequence_variable_name(variable.into())
                .with_grouping_ascending(false)
                .with_group_max(count)
        }

        /// What is no limit has to be there, and to be no number.
        fn by(variable: String, direction: TopDirection, count: i32) -> Self {
            let none = || NumberOrNan::from(NotANumber::NaN);
            Self::new()
                .with_variable_name(variable)
                .with_direction(direction)
                .with_value(count)
                .with_percent(none())
                .with_min_value(none())
                .with_max_value(none())
        }
    }

    impl NPer {
        /// The last `count` records of `below`, by the order of a variable, for each of `above`.
        pub fn last(
            count: i32,
            below: impl Into<String>,
            variable: impl Into<String>,
            above: impl Into<String>,
        ) -> Self {
            let recency = RfvRecency::new()
                .with_variable_name(variable.into())
                .with_direction(RecencyDirection::Last)
                .with_value(count);
            Self::new()
                .with_recency(recency)
                .with_grouping_table_name(above.into())
                .with_transactional_table_name(below.into())
        }
    }

    impl RecordSet {
        /// The records of these numbers, which are in the variable `key`.
        pub fn of<V: Display>(
            key: impl Into<String>,
            numbers: impl IntoIterator<Item = V>,
        ) -> Self {
            let numbers = tabbed(numbers);
            Self::new()
                .with_type(RecordSetType::Urn)
                .with_key_variable_name(key.into())
                .with_values(numbers)
        }
    }
}

#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-cubes",
    feature = "apteco-dashboards",
    feature = "apteco-exports",
    feature = "apteco-queries",
    feature = "apteco-users"
))]
pub use queries::{Condition, VariableName, any, the, variable};
