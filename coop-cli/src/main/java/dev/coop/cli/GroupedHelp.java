package dev.coop.cli;

import dev.coop.core.config.Group;
import dev.coop.core.config.Setting;
import dev.coop.core.config.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The list of options in a help text, in the groups of the settings: what a command has of its own comes first. */
final class GroupedHelp {
    /** What can be done, and how, before the long list of options. */
    private static final List<String> SECTIONS = List.of(
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_FOOTER);

    private GroupedHelp() {}

    /** Without the groups that few people need. */
    static void essential(CommandSpec spec) {
        apply(spec, group -> !group.fineTuning());
    }

    static void all(CommandSpec spec) {
        apply(spec, _ -> true);
    }

    private static void apply(CommandSpec spec, Predicate<Group> shown) {
        spec.usageMessage().commandListHeading("%nCommands:%n").sectionKeys(SECTIONS);
        spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> render(help, shown));
    }

    private static String render(Help help, Predicate<Group> shown) {
        Set<String> settings = Settings.ALL.stream().map(Setting::flag).collect(Collectors.toSet());
        StringBuilder text = new StringBuilder();
        text.append(section(help, "Options", option -> !settings.contains(option.longestName())));
        Arrays.stream(Group.values()).filter(shown).forEach(group -> {
            Set<String> flags = Settings.ALL.stream()
                    .filter(setting -> setting.group() == group)
                    .map(Setting::flag)
                    .collect(Collectors.toSet());
            text.append(section(help, group.heading(), option -> flags.contains(option.longestName())));
        });
        return text.toString();
    }

    private static String section(Help help, String heading, Predicate<OptionSpec> member) {
        List<OptionSpec> all = help.commandSpec().options();
        List<OptionSpec> members = all.stream().filter(member).toList();
        if (members.isEmpty()) {
            return "";
        }
        // The width of the columns comes from all of them, so that the groups stand under each other.
        Help.Layout layout = help.createDefaultLayout(all, List.of(), help.colorScheme());
        layout.addOptions(members, help.createDefaultParamLabelRenderer());
        return "%n%s:%n".formatted(heading) + layout;
    }
}
