package dev.coop.core.config;

import java.util.List;
import java.util.Optional;

/** On or off. As a flag it stands alone: {@code --serve}, {@code --no-serve}. */
record Toggle() implements ValueType<Boolean> {
    private static final String ON = "true";
    private static final String OFF = "false";

    @Override
    public Optional<Boolean> parse(String text) {
        return switch (text) {
            case ON, "1" -> Optional.of(true);
            case OFF, "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    @Override
    public String allowed() {
        return "true or false";
    }

    @Override
    public String label() {
        return "BOOLEAN";
    }

    @Override
    public String literal(Boolean value) {
        return value.toString();
    }

    @Override
    public List<String> choices() {
        return List.of(ON, OFF);
    }
}
