package io.finops.localstack.check;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * How many tests passed, failed and were skipped, as Surefire's reports and Failsafe's summary count them. Failsafe's reports by
 * class are not read: that of a parameterized class is written over by an empty one.
 */
public record TestCounts(int passed, int failed, int skipped) {
    /** Adds up the reports below a checkout that were written since then. */
    public static TestCounts of(Path repository, Instant since) {
        try (Stream<Path> files = Files.walk(repository, 4)) {
            List<Path> reports = files.filter(TestCounts::isReport).toList();
            TestCounts sum = new TestCounts(0, 0, 0);
            for (Path report : reports) {
                if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                    sum = sum.plus(read(report));
                }
            }
            return sum;
        } catch (IOException e) {
            throw new StackException("cannot read the test reports: " + e, e);
        }
    }

    static TestCounts read(Path report) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Element suite = factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
            if (suite.getTagName().equals("failsafe-summary")) {
                return counts(
                        content(suite, "completed"),
                        content(suite, "failures") + content(suite, "errors"),
                        content(suite, "skipped"));
            }
            return counts(
                    number(suite, "tests"),
                    number(suite, "failures") + number(suite, "errors"),
                    number(suite, "skipped"));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new StackException("cannot read " + report + ": " + e, e);
        }
    }

    private static TestCounts counts(int run, int failed, int skipped) {
        return new TestCounts(run - failed - skipped, failed, skipped);
    }

    private TestCounts plus(TestCounts other) {
        return new TestCounts(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    private static boolean isReport(Path file) {
        Path folder = file.getParent();
        String name = String.valueOf(file.getFileName());
        return folder != null
                && ((folder.endsWith("surefire-reports") && name.matches("TEST-.*\\.xml"))
                        || (folder.endsWith("failsafe-reports") && name.equals("failsafe-summary.xml")));
    }

    private static int content(Element summary, String element) {
        return Integer.parseInt(
                summary.getElementsByTagName(element).item(0).getTextContent().strip());
    }

    private static int number(Element suite, String attribute) {
        String value = suite.getAttribute(attribute);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed, " + skipped + " skipped";
    }
}
