package io.finops.report.page;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.finops.report.content.Report;
import java.io.IOException;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** A report as one self-contained page of HTML, without script: everything that it shows is in it. Thread-safe. */
public final class HtmlPage {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Template template;

    public HtmlPage() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(HtmlPage.class, "");
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        try {
            this.template = configuration.getTemplate("report.ftlh");
        } catch (IOException e) {
            throw new IllegalStateException("the jar is damaged", e);
        }
    }

    /**
     * The page.
     *
     * @param refreshSeconds how often a browser loads it again; 0 for never
     */
    public String render(Report report, int refreshSeconds) {
        StringWriter out = new StringWriter();
        try {
            template.process(
                    Map.of(
                            "report",
                            report,
                            "from",
                            MINUTE.format(report.from()),
                            "to",
                            MINUTE.format(report.to()),
                            "refresh",
                            refreshSeconds),
                    out);
        } catch (TemplateException | IOException e) {
            throw new IllegalStateException("the template does not fit the report", e);
        }
        return out.toString();
    }
}
