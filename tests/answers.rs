//! Answers of any bytes end with a value or with a message. Runs inside of the crate of the fixtures.

// As long as the longest chain of types among them.
#![recursion_limit = "1024"]

/// How many answers each type gets.
const ANSWERS: u64 = 200;

#[test]
fn an_answer_of_any_bytes_is_read_or_refused() {
    let mut faults = Vec::new();
    let mut state = 1u64;
    for index in 0..u16::try_from(TYPES.len()).unwrap() {
        for _ in 0..ANSWERS {
            let mut data = index.to_be_bytes().to_vec();
            for _ in 0..40 {
                // Numbers that seem to be chosen by chance (G. Marsaglia, "Xorshift RNGs").
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                data.extend(state.to_le_bytes());
            }
            faults.extend(check_any(&data).err());
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..faults.len().min(9)].join("\n"));
}

