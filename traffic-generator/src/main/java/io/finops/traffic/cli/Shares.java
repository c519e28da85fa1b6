package io.finops.traffic.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 5%} or {@code 0.05} as a share between 0 and 1. */
final class Shares implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            double value = text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                    : Double.parseDouble(text);
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The message below says what was wanted.
        }
        throw new TypeConversionException("'" + text + "' is not a share such as 5% or 0.05");
    }
}
