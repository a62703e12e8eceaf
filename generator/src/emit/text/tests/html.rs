//! What becomes of HTML.

use super::{cell, check, line, lines};

#[track_caller]
fn is(text: &str, written: &str) {
    assert_eq!(lines(text).join("\n"), written, "{text:?}");
    check(text);
}

#[test]
fn what_says_how_words_look_is_what_markdown_has_for_it() {
    is("a <b>b</b> <strong>c</strong>", "a **b** **c**");
    is("a <i>b</i> <em>c</em> <var>d</var>", "a *b* *c* *d*");
    is("<s>a</s> <del>b</del>", "~~a~~ ~~b~~");
    is("<code>a_b*</code> <tt>c</tt> <kbd>d</kbd>", "`a_b*` `c` `d`");
    is("<u>a</u> <span class=\"x\">b</span> <font color=red>c</font> H<sub>2</sub>O", "a b c H2O");
    is("10<sup>6</sup>", "10^6");
    is("<h2>Title</h2>text", "**Title**\n\ntext");
}

#[test]
fn what_says_where_words_stand_is_a_break() {
    is("<p>one</p><p>two</p>", "one\n\ntwo");
    is("<p>one\n<p>two", "one\n\ntwo");
    is("one<br>two<br/>three<br />\nfour", "one\\\ntwo\\\nthree\\\nfour");
    is("one<br><br>two<BR></br>three", "one\n\ntwo\n\nthree");
    is("<div class='a'>one</div>two", "one\n\ntwo");
    is("one<hr>two", "one\n\n---\n\ntwo");
    is("<p>\n    one\n</p>\n<p>\n    two\n</p>\n", "one\n\ntwo");
}

#[test]
fn lists_are_lists() {
    is("a:<ul><li>b</li><li>c</li></ul>d", "a:\n\n- b\n- c\n\nd");
    is("<ol>\n  <li>a</li>\n  <li>b\n    c</li>\n</ol>", "1. a\n2. b\n   c");
    is("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n\n  - b\n- c");
    is("<ul><li>a<li><li>b</ul>", "- a\n- b");
    is("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n  b");
    is("<li>a<li>b", "- a\n\n- b");
}

#[test]
fn a_link_leads_somewhere_or_is_words() {
    is("<a href=\"https://a.b/c\">d</a>", "[d](<https://a.b/c>)");
    is("<a target=_blank href='https://a.b/?c&amp;d'>e</a>", "[e](<https://a.b/?c&d>)");
    is("<a href=\"https://a.b\">https://a.b</a>", "<https://a.b>");
    is("<a href=\"https://a.b\">c [d]</a>", "c \\[d\\] (<https://a.b>)");
    is("<a href=\"/there\">a</a> <a href=\"#b\">c</a> <a name=\"d\"></a>e", "a c e");
    is("<a href=\"mailto:a@b.c\">d</a>", "\\[d\\](mailto:a@b.c)");
    is("<img src=\"https://a.b/c.png\" alt=\"d\">", "[d](<https://a.b/c.png>)");
    is("<img src=\"c.png\" alt=\"d\">", "d");
}

#[test]
fn code_is_code() {
    is("<code>&lt;a&gt; &amp;amp;</code>", "`<a> &amp;`");
    is("<code>a`b</code> <code></code>", "``a`b``");
    is("<code>a</code><code>`</code>", "`a` `` ` ``");
    is("<code><id></code>", "`<id>`");
    is("<pre>\na\n  b\n\nc\n</pre>d", "```text\na\n  b\n\nc\n```\n\nd");
    is("<pre><code class=\"json\">{\n}</code></pre>", "```text\n{\n}\n```");
    is("<pre>a</pre>", "`a`");
    is("a <code>b\nc</code>", "a `b c`");
}

#[test]
fn code_of_markdown_keeps_its_tags() {
    is("`<b>a</b>` ``<br>``", "`<b>a</b>` `<br>`");
    is("```html\n<p>a</p>\n```", "```text\n<p>a</p>\n```");
    is("a\n\n    <b>b</b>", "a\n\n```text\n<b>b</b>\n```");
}

#[test]
fn elements_stand_within_each_other() {
    is("<p>a <b>b <i>c</i></b></p>", "a **b *c***");
    is("<b><b>a</b></b>", "**a**");
    is("<b>a<i>b</b>c</i>", "**a*b**c*");
    is("<p><a href=\"https://a.b\"><b>c</b></a></p>", "[**c**](<https://a.b>)");
    is("<b> a </b>b", "**a** b");
    is("<ul><li><b>a</b>: <code>b</code></li></ul>", "- **a**: `b`");
}

#[test]
fn marks_that_would_be_none_are_left_out() {
    is("<b>a:</b>b <b></b> <b> </b>", "a:b");
    is("<b>a</p><p>b</b>", "a\n\nb");
    is("<b>a\n- b</b>", "a\n- b");
}

#[test]
fn what_is_no_html_stays_a_word() {
    is("Bearer <token>, <id>/<b>, <code>", "Bearer \\<token\\>, \\<id\\>/\\<b\\>, \\<code\\>");
    is("a <b and c> d, 1<2", "a \\<b and c\\> d, 1\\<2");
    is("\\<b>a\\</b>", "\\<b\\>a\\</b\\>");
    is("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>");
    is("<iframe src=\"https://a.b\">", "\\<iframe src=\"<https://a.b>\"\\>");
    is("<b x=\"</b>", "\\<b x=\"");
    is("a</b>", "a");
}

#[test]
fn attributes_do_nothing() {
    is("<p onclick=\"alert(1)\" style='a:b'>c</p>", "c");
    is("<b\n class=\"a\"\n>c</b>", "**c**");
    is("<a href=\"javascript:alert(1)\">a</a>", "\\[a\\](javascript:alert%281%29)");
    is("<a href=\"https://a.b\" onmouseover=\"x()\">c</a>", "[c](<https://a.b>)");
    is(
        "<a href=\"https://a.b/>)[c](d)<script>\">e</a>",
        "[e](<https://a.b/%3E%29[c]%28d%29%3Cscript%3E>)",
    );
}

#[test]
fn a_comment_is_not_shown() {
    is("a <!-- b <p> --> c", "a c");
    is("a <!-- b", "a \\<!-- b");
}

#[test]
fn a_table_stays_one() {
    is("| a |\n|---|\n| b<br>c |\n| <p>d</p> |", "| a |\n|---|\n| b c |\n| d |");
    is("| a | b |\n|---|---|\n| <b>c | d</b> |", "| a | b |\n|---|---|\n| c | d |");
    is("| a |\n|---|\n| <ul><li>b</li><li>c</li></ul> |", "| a |\n|---|\n| - b - c |");
    assert_eq!(cell("<p>a</p><ul><li>b|c</li></ul>"), "a - b\\|c");
}

#[test]
fn a_table_of_html_is_lines() {
    is(
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>e",
        "a | b\\\nc | d\n\ne",
    );
}

#[test]
fn within_lists_and_quotes_of_markdown_breaks_stay_there() {
    is("- one<br>two\n- three<br>\n- four", "- one\\\n  two\n- three\n- four");
    is("- one<p>two</p>\n- three", "- one\n\n  two\n\n- three");
    is("1. a <ul><li>b</li></ul>\n2. c", "1. a\n\n   - b\n\n2. c");
    is("> a<br>b\n>\n> c", "> a\\\n> b\n>\n> c");
    is("- <p>one</p>", "- one");
}

#[test]
fn a_line_has_no_breaks() {
    assert_eq!(line("<p>one</p>\n<p>two <b>b</b></p>"), "one two **b**");
    assert_eq!(line("one<br>two"), "one two");
    assert_eq!(line("a<ul><li>b</li><li>c</li></ul>"), "a - b - c");
}
