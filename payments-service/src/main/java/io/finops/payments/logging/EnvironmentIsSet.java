package io.finops.payments.logging;

import ch.qos.logback.core.PropertyDefinerBase;

/** Tells the log configuration whether {@code LOG_FILE} is set and not empty. */
public final class EnvironmentIsSet extends PropertyDefinerBase {
    @Override
    public String getPropertyValue() {
        String file = System.getenv("LOG_FILE");
        return Boolean.toString(file != null && !file.isBlank());
    }
}
