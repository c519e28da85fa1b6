package io.finops.costexporter.bill;

/**
 * What one source says of one view.
 *
 * @param view the view's name
 * @param source which of several sources; empty where there is only one
 */
public record Part(String view, String source) {
    /** The two in one word, which no other part has: a view's name has no slash. */
    @Override
    public String toString() {
        return source.isEmpty() ? view : view + "/" + source;
    }
}
