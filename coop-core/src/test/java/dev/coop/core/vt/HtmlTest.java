package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Screens as HTML. That it is well-formed XML as well lets a parser of the JDK judge every one of them. */
class HtmlTest {
    private static Snapshot shown(String output) {
        return new Tty(20, 3).feed(output.replace("^", "\033")).terminal.snapshot();
    }

    private static String html(String output) {
        return shown(output).rows().getFirst().html();
    }

    private static Element parsed(String html) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(html))).getDocumentElement();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|plain",
                "^[31ma|<span style=\"color:#cd0000\">a</span>",
                "a^[31mb^[mc|a<span style=\"color:#cd0000\">b</span>c",
                "^[41ma|<span style=\"background:#cd0000\">a</span>",
                "^[38;5;196ma|<span style=\"color:#ff0000\">a</span>",
                "^[38;2;1;2;255ma|<span style=\"color:#0102ff\">a</span>",
                "^[7ma|<span style=\"color:#000000;background:#e5e5e5\">a</span>",
                "^[31;7ma|<span style=\"color:#000000;background:#cd0000\">a</span>",
                "^[1;3ma|<span style=\"font-weight:bold;font-style:italic\">a</span>",
                "^[2ma|<span style=\"color:#727272\">a</span>",
                "^[8ma|<span style=\"color:#000000\">a</span>",
                "^[4ma|<span style=\"text-decoration:underline\">a</span>",
                "^[4:3;9;53ma|<span style=\"text-decoration:underline overline line-through wavy\">a</span>",
                "^[4;58;5;1ma|<span style=\"text-decoration:underline #cd0000\">a</span>",
                "a   |a",
                "^[44ma ^[m  |<span style=\"background:#0000ee\">a </span>",
                "漢字x|<span style=\"display:inline-block;width:4ch\">漢字</span>x",
                "e\u0301|e\u0301",
            })
    void cellsKeepTheirLook(String output, String html) {
        assertThat(html(output)).isEqualTo(html);
    }

    @Test
    void hostileTextIsNothingButText() {
        assertThat(html("<b>'\"&amp;")).isEqualTo("&lt;b&gt;&#39;&quot;&amp;amp;");
        assertThat(html("a\u202eb\u2066c\u200fd")).isEqualTo("abcd");
        assertThat(html("a\ufffeb")).isEqualTo("a\ufffdb");
    }

    @Test
    void aScriptOnTheScreenIsShownAndNotRun() throws Exception {
        Element screen = parsed(new Tty(80, 3)
                .feed("</pre><script>alert(1)</script>\r\n\033[31m<img src=x onerror='alert(1)'>")
                .terminal
                .snapshot()
                .html(true));
        assertThat(screen.getElementsByTagName("script").getLength()).isZero();
        assertThat(screen.getElementsByTagName("img").getLength()).isZero();
        assertThat(screen.getTextContent()).contains("</pre><script>alert(1)</script>", "onerror='alert(1)'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://a.example/?q=1&r=\"'<>", "http://a.example", "HTTPS://A.EXAMPLE", "mailto:a@b.example"})
    void aLinkToTheWebOrToMailIsOne(String uri) throws Exception {
        Element link = parsed(html("^]8;;" + uri + "\007text"));
        assertThat(link.getTagName()).isEqualTo("a");
        assertThat(link.getAttribute("href")).isEqualTo(uri);
        assertThat(link.getAttribute("rel")).isEqualTo("noopener noreferrer");
        assertThat(link.getTextContent()).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "file:///etc/passwd",
                "vbscript:x",
                " https://a.example",
                "https:a.example",
                "//a.example",
                "/path",
                "https://a.example/\u202e",
                "https://a.example/ b",
            })
    void anyOtherLinkIsOnlyItsText(String uri) {
        assertThat(html("^]8;;" + uri + "\007text")).isEqualTo("<span style=\"color:inherit\">text</span>");
    }

    @Test
    void stretchesOfOneLinkMayLookDifferent() {
        assertThat(html("^]8;;http://a.b/\007x^[1my^]8;;\007z"))
                .isEqualTo("<a href=\"http://a.b/\" rel=\"noopener noreferrer\" style=\"color:inherit\">x</a>"
                        + "<a href=\"http://a.b/\" rel=\"noopener noreferrer\" style=\"font-weight:bold\">y</a>"
                        + "<span style=\"font-weight:bold\">z</span>");
    }

    @Test
    void theCursorIsShownWhereAskedForAndWhereTheProgramShowsIt() {
        String cursor = "<span class=\"coop-cursor\" style=\"color:#000000;background:#e5e5e5\">%s</span>";
        assertThat(shown("abc\b").html(true)).contains("ab" + cursor.formatted("c") + "\n");
        assertThat(shown("a").html(true)).contains("\na" + cursor.formatted(" ") + "\n");
        assertThat(shown("a^[5C").html(true)).contains("\na     " + cursor.formatted(" ") + "\n");
        assertThat(shown("abc").html(false)).contains("\nabc\n");
        assertThat(shown("abc^[?25l").html(true)).contains("\nabc\n");
        assertThat(shown("^[7mab\b").html(true)).contains("<span class=\"coop-cursor\">b</span>");
        assertThat(shown("漢\b").html(true)).contains("width:2ch\">漢</span>\n");
    }

    @Test
    void everyRowIsThereAlsoTheEmptyOnes() throws Exception {
        assertThat(parsed(shown("^[2;1Hx").html(false)).getTextContent()).isEqualTo("\n\nx\n");
    }

    @Test
    void whateverIsPrintedTheResultHasOnlyTextSpansAndLinks() throws Exception {
        for (int seed = 1; seed <= 300; seed++) {
            Tty tty = new Tty(40, 8).feed(RandomOutput.bytes(new SplittableRandom(seed), 2000));
            Snapshot snapshot = tty.terminal.snapshot();
            Element screen = parsed(snapshot.html(seed % 2 == 0));
            assertThat(screen.getTagName()).isEqualTo("pre");
            checkChildren(screen);
            List<String> rows = List.of(screen.getTextContent().substring(1).split("\n", -1));
            for (int y = 0; y < snapshot.height(); y++) {
                assertThat(rows.get(y).stripTrailing())
                        .isEqualTo(snapshot.rows().get(y).text());
            }
        }
    }

    private static void checkChildren(Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                assertThat(inner.getTagName()).isIn("span", "a");
                for (int i = 0; i < inner.getAttributes().getLength(); i++) {
                    assertThat(inner.getAttributes().item(i).getNodeName()).isIn("style", "class", "href", "rel");
                }
                assertThat(inner.getAttribute("style")).matches("[-a-z0-9#;: ]*");
                checkChildren(inner);
            } else {
                assertThat(child.getNodeType()).isEqualTo(Node.TEXT_NODE);
            }
        }
    }

    @Test
    void linesOfTheHistoryHaveTheirColours() {
        Tty tty = new Tty(10, 1).feed("\033[31mred\033[m\r\nnext");
        assertThat(tty.terminal.history(1))
                .extracting(Line::html)
                .containsExactly("<span style=\"color:#cd0000\">red</span>");
    }
}
