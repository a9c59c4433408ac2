package dev.coop.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every setting is, and where that came from: the flag, or else the variable, or else the configuration file, or
 * else the default.
 *
 * <p>An empty variable is a missing one. What does not fit, and a key in the file that is no setting, is an error; a
 * variable that only looks like one of ours may be somebody else's, so it is a {@linkplain #warnings warning}.
 */
public final class Configuration {
    private final Map<Setting<?>, Value<?>> values;
    private final List<String> warnings;
    private final Optional<Secret> token;
    private final Optional<Path> file;

    private Configuration(Map<Setting<?>, Value<?>> values, Optional<Path> file, List<String> warnings)
            throws SettingsException {
        this.file = file;
        this.values = values;
        this.warnings = warnings;
        this.token = Token.of(value(Settings.AUTH_TOKEN), value(Settings.AUTH_TOKEN_FILE), warnings);
    }

    /**
     * Reads all settings. Touches the disk for the configuration file and for the token's file only.
     *
     * @param flags what was given on the command line; a flag that was repeated with commas between its values
     */
    public static Configuration read(Map<Setting<?>, String> flags, Map<String, String> environment)
            throws SettingsException {
        Optional<Path> place = ConfigFile.place(environment);
        Optional<ConfigFile> file = place.isEmpty() ? Optional.empty() : ConfigFile.read(place.get());
        List<String> problems =
                new ArrayList<>(file.map(Configuration::unknownKeys).orElse(List.of()));
        Map<Setting<?>, Value<?>> values = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            values.put(setting, read(setting, flags, environment, file, problems));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new Configuration(values, place, new ArrayList<>(OtherVariables.warnings(environment.keySet())));
    }

    public <T> T get(Setting<T> setting) {
        return value(setting).value();
    }

    /** The value if somebody gave one; empty where it is the default. */
    public <T> Optional<T> given(Setting<T> setting) {
        Value<T> value = value(setting);
        return value.isDefault() ? Optional.empty() : Optional.of(value.value());
    }

    // Values are filed under their own settings.
    @SuppressWarnings("unchecked")
    public <T> Value<T> value(Setting<T> setting) {
        Value<?> value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException("not in the table of settings: " + setting.key());
        }
        return (Value<T>) value;
    }

    /** In the order of the table. */
    public List<Value<?>> all() {
        return List.copyOf(values.values());
    }

    /** The token that was given itself or in a file. */
    public Optional<Secret> token() {
        return token;
    }

    /** Where the configuration file is, or would be; empty in an environment that knows no home. */
    public Optional<Path> file() {
        return file;
    }

    /** Sentences for stderr. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private static <T> Value<T> read(
            Setting<T> setting,
            Map<Setting<?>, String> flags,
            Map<String, String> environment,
            Optional<ConfigFile> file,
            List<String> problems) {
        String flag = flags.get(setting);
        if (flag != null) {
            return parse(setting, flag, new Source.Flag(setting.flag()), problems);
        }
        String variable = environment.getOrDefault(setting.variable(), "");
        if (!variable.isEmpty()) {
            return parse(setting, variable, new Source.Variable(setting.variable()), problems);
        }
        Optional<ConfigFile.Entry> entry =
                file.flatMap(found -> Optional.ofNullable(found.entries().get(setting.key())));
        return entry.isPresent() && file.isPresent()
                ? parse(setting, entry.get().text(), file.get().source(entry.get()), problems)
                : setting.asDefault();
    }

    private static <T> Value<T> parse(Setting<T> setting, String text, Source source, List<String> problems) {
        Optional<Value<T>> value = setting.parse(text, source);
        if (value.isEmpty()) {
            // What was meant as a secret is one, also where it is none that can be used.
            String wrong = setting.isSecret() ? "does not fit" : "is '" + text + "'";
            problems.add("%s %s; it must be %s"
                    .formatted(
                            source.place(setting.key()), wrong, setting.type().allowed()));
        }
        return value.orElseGet(setting::asDefault);
    }

    private static List<String> unknownKeys(ConfigFile file) {
        List<String> known = Settings.ALL.stream().map(Setting::key).toList();
        List<String> problems = new ArrayList<>();
        file.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                String meant = NearestName.of(key, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("'coop config' lists all");
                problems.add("%s: '%s' is no setting; %s"
                        .formatted(file.source(entry).text(), key, meant));
            }
        });
        return problems;
    }
}
