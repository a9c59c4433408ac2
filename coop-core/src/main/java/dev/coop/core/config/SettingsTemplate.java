package dev.coop.core.config;

/** A configuration file to start from: every setting with its default and what it is for, all of it commented out. */
public final class SettingsTemplate {
    private SettingsTemplate() {}

    public static String text() {
        StringBuilder text = new StringBuilder("""
            # Settings of coop, with their defaults. Take the '#' away from a line to change it.
            # A variable wins over this file, and an option on the command line over both.
            """);
        Group group = null;
        for (Setting<?> setting : Settings.ALL) {
            if (setting.group() != group) {
                group = setting.group();
                text.append("\n# ---- ").append(group.heading()).append('\n');
            }
            Value<?> value = setting.asDefault();
            boolean none = value.literal().equals(Perhaps.NONE);
            text.append("\n# ").append(setting.doc()).append(use(setting)).append('\n');
            text.append("# %s, %s: %s\n"
                    .formatted(
                            setting.flag(), setting.variable(), setting.type().allowed()));
            text.append('#')
                    .append(setting.key())
                    .append(" =")
                    .append(none ? "" : " " + value.literal())
                    .append('\n');
        }
        return text.toString();
    }

    private static String use(Setting<?> setting) {
        return setting.usedBy() == UsedBy.NOTHING_YET ? " (Accepted, and not used yet.)" : "";
    }
}
