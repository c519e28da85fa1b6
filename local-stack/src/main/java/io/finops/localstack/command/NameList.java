package io.finops.localstack.command;

import java.util.List;

/** Names that a person may choose from, in lines that fit a terminal. */
public final class NameList {
    private static final int WIDTH = 100;
    private static final String INDENT = "  ";

    private NameList() {}

    /** The names behind an introduction, with commas between them; further lines are indented. */
    public static String after(String introduction, List<String> names) {
        StringBuilder text = new StringBuilder(introduction);
        // The first line begins with the program's name.
        int column = introduction.length() + "stack: ".length();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i) + (i + 1 < names.size() ? "," : "");
            if (column + 1 + name.length() > WIDTH) {
                text.append('\n').append(INDENT).append(name);
                column = INDENT.length() + name.length();
            } else {
                text.append(' ').append(name);
                column += 1 + name.length();
            }
        }
        return text.toString();
    }
}
