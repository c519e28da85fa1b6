package io.finops.costexporter.refresh;

import java.util.Map;

/** Keeps collectors' attempts over restarts. */
public interface AttemptLog {
    Map<String, Attempt> load();

    void save(Map<String, Attempt> attempts);
}
