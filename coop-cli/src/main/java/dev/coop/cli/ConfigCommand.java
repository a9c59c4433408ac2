package dev.coop.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.coop.core.config.Configuration;
import dev.coop.core.config.Settings;
import dev.coop.core.config.SettingsTemplate;
import dev.coop.core.config.Source;
import dev.coop.core.config.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop config}: what every setting is, and where that came from. */
final class ConfigCommand implements Command {
    private static final String JSON = "--json";
    private static final String DEFAULTS = "--defaults";

    private final Caller caller;

    ConfigCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("config", "Show every setting, its value, and where that came from.")
                .addOption(Specs.flag("Print JSON.", JSON).build())
                .addOption(Specs.flag(
                                "Print a configuration file with all settings, their defaults and what they are for.",
                                DEFAULTS)
                        .build());
        SettingFlags.add(spec, Settings.ALL);
        GroupedHelp.all(spec);
        spec.usageMessage().customSynopsis("coop config [--json | --defaults] [OPTIONS]");
        return Specs.examples(
                spec,
                "coop config                       what coop would run with here and now",
                "coop config --port 8080           the same with a flag, as coop CMD would take it",
                "coop config --json                for programs",
                "coop config --defaults >~/.config/coop/config.toml",
                "                                  a file to start from: everything in it is a comment");
    }

    @Override
    public int run(ParseResult parsed) {
        if (parsed.hasMatchedOption(DEFAULTS)) {
            caller.out().print(SettingsTemplate.text());
            caller.out().flush();
            return ExitCode.OK;
        }
        Configuration settings = SettingFlags.read(parsed, caller);
        caller.out().print(parsed.hasMatchedOption(JSON) ? json(settings) : table(settings));
        caller.out().flush();
        return ExitCode.OK;
    }

    private static String table(Configuration settings) {
        int widestKey = settings.all().stream()
                .mapToInt(value -> value.setting().key().length())
                .max()
                .orElse(0);
        int widestValue = settings.all().stream()
                .mapToInt(value -> value.shown().length())
                .max()
                .orElse(0);
        String format = "%-" + widestKey + "s  %-" + widestValue + "s  %s\n";
        StringBuilder table = new StringBuilder(format.formatted("SETTING", "VALUE", "FROM"));
        for (Value<?> value : settings.all()) {
            table.append(format.formatted(
                    value.setting().key(), value.shown(), value.source().text()));
        }
        return table.append('\n').append(fileLine(settings.file())).append('\n').toString();
    }

    private static String fileLine(Optional<Path> file) {
        return file.map(path -> "Configuration file: " + path + (Files.exists(path) ? "" : " (there is none)"))
                .orElse("Configuration file: none, as neither XDG_CONFIG_HOME nor HOME is set");
    }

    private static String json(Configuration settings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("file", settings.file().map(Path::toString).orElse(null));
            json.writeArrayFieldStart("settings");
            for (Value<?> value : settings.all()) {
                json.writeStartObject();
                json.writeStringField("key", value.setting().key());
                json.writeFieldName("value");
                json.writeRawValue(value.literal());
                json.writeStringField("from", kind(value.source()));
                json.writeStringField("source", value.source().text());
                json.writeStringField("used_by", value.setting().usedBy().words());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("text in memory", impossible);
        }
        return text.append('\n').toString();
    }

    private static String kind(Source source) {
        return switch (source) {
            case Source.Flag _ -> "flag";
            case Source.Variable _ -> "variable";
            case Source.File _ -> "file";
            case Source.Default _ -> "default";
        };
    }
}
