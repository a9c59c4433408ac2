package dev.coop.cli;

import dev.coop.core.config.Configuration;
import dev.coop.core.config.HostSettings;
import dev.coop.core.config.Setting;
import dev.coop.core.config.Settings;
import dev.coop.core.config.SettingsException;
import dev.coop.core.config.UsedBy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The flags of settings: a command names the settings that it takes, and reads what they are. */
public final class SettingFlags {
    /** Begins what settings are not quite right about, on stderr. */
    static final String WARNING = "warning: ";

    private SettingFlags() {}

    /** Lets {@code spec} take these. */
    static void add(CommandSpec spec, Collection<Setting<?>> settings) {
        add(spec, settings, _ -> true);
    }

    /** Lets {@code spec} take those of these that were typed: making an option costs 0.1 ms of a start. */
    static void add(CommandSpec spec, Collection<Setting<?>> settings, Predicate<String> typed) {
        for (Setting<?> setting : settings) {
            if (typed.test(setting.flag()) || (setting.isToggle() && typed.test("--no-" + setting.key()))) {
                spec.addOption(option(setting));
            }
        }
    }

    /** All settings, with the flags that were typed; warnings go to stderr. */
    static Configuration read(ParseResult parsed, Caller caller) {
        return read(parsed, caller, Settings.ALL);
    }

    /** The same for a command of which only some options are those of settings. */
    public static Configuration read(ParseResult parsed, Caller caller, Collection<Setting<?>> flagged) {
        Map<Setting<?>, String> flags = new HashMap<>();
        for (Setting<?> setting : flagged) {
            if (parsed.hasMatchedOption(setting.flag())) {
                flags.put(setting, text(parsed.matchedOptionValue(setting.flag(), "")));
            }
        }
        try {
            Configuration settings = Configuration.read(flags, caller.environment());
            settings.warnings().forEach(warning -> caller.errors().println(WARNING + warning));
            return settings;
        } catch (SettingsException unusable) {
            throw wrong(parsed, unusable);
        }
    }

    /** The same for a host: also what no setting can tell by itself has been checked. */
    static HostSettings readForHost(ParseResult parsed, Caller caller) {
        try {
            return HostSettings.of(read(parsed, caller));
        } catch (SettingsException unusable) {
            throw wrong(parsed, unusable);
        }
    }

    private static ParameterException wrong(ParseResult parsed, SettingsException unusable) {
        return Specs.wrong(parsed, String.join("\nerror: ", unusable.problems()));
    }

    private static OptionSpec option(Setting<?> setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.flag()).description(description(setting));
        if (setting.isToggle()) {
            return option.type(boolean.class).negatable(true).build();
        }
        option.paramLabel(setting.type().label())
                .completionCandidates(setting.type().choices());
        return setting.isList()
                ? option.type(List.class).auxiliaryTypes(String.class).build()
                : option.type(String.class).build();
    }

    private static String description(Setting<?> setting) {
        StringBuilder text = new StringBuilder(setting.doc());
        if (!setting.isToggle() && !setting.type().choices().isEmpty()) {
            text.append(" One of: ")
                    .append(String.join(", ", setting.type().choices()))
                    .append('.');
        }
        String fallback = setting.asDefault().shown();
        if (!setting.isToggle() && !fallback.isEmpty()) {
            text.append(" Default: ").append(fallback).append('.');
        }
        if (setting.usedBy() == UsedBy.NOTHING_YET) {
            text.append(" Not used yet.");
        }
        return text.toString();
    }

    private static String text(Object value) {
        return value instanceof List<?> several
                ? String.join(",", several.stream().map(Object::toString).toList())
                : value.toString();
    }
}
