package dev.coop.core.config;

import java.util.List;

/** Settings that cannot be used. Each problem is a sentence that names the setting, its source and what is allowed. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public SettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, not just the first. */
    public List<String> problems() {
        return problems;
    }
}
