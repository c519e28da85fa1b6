package io.finops.report.chart;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/**
 * Draws a chart as SVG for a page. The colours that a chart uses are stand-ins, which become variables of the page's style sheet: so one drawing is
 * right in light and in dark.
 */
final class SvgCanvas {
    static final int WIDTH = 420;
    static final int HEIGHT = 230;
    static final Color INK = new Color(1, 1, 2);
    static final Color GRID = new Color(1, 2, 1);

    /** What the page calls {@code --s1}, {@code --s2} and so on. */
    static final List<Color> SERIES =
            List.of(new Color(2, 1, 1), new Color(2, 1, 2), new Color(2, 2, 1), new Color(2, 2, 3));

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private SvgCanvas() {}

    /** @param id different for every chart of a page */
    static String draw(JFreeChart chart, String id) {
        SVGGraphics2D canvas = canvas(id);
        canvas.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        StringWriter out = new StringWriter();
        try {
            canvas.stream(canvas.getRoot(), out, true, false);
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail", e);
        }
        return themed(out.toString());
    }

    private static SVGGraphics2D canvas(String id) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
            context.setComment(" ");
            context.setIDGenerator(new SVGIDGenerator() {
                @Override
                public String generateID(String prefix) {
                    return id + super.generateID(prefix);
                }
            });
            return new SVGGraphics2D(context, false);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has an XML parser", e);
        }
    }

    private static String themed(String document) {
        String svg = document.substring(document.indexOf("<svg"))
                .replaceFirst(
                        "<svg[^>]*>",
                        "<svg xmlns=\"" + NAMESPACE + "\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 "
                                + WIDTH + ' ' + HEIGHT + "\" aria-hidden=\"true\">")
                .replaceAll("<!--.*?-->", "")
                .replaceAll("<defs id=\"genericDefs\"\\s*/>", "");
        svg = named(named(svg, INK, "ink"), GRID, "grid");
        for (int i = 0; i < SERIES.size(); i++) {
            svg = named(svg, SERIES.get(i), "s" + (i + 1));
        }
        return svg;
    }

    private static String named(String svg, Color color, String variable) {
        return svg.replace(
                "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")",
                "var(--" + variable + ")");
    }
}
