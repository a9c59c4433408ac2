package dev.coop.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion script for bash, which zsh understands with its own emulation of bash's completion.
 *
 * <p>Three tables (subcommands, options, values) and one function that walks along what was typed. Where it has nothing to
 * say, above all after the program's name, the shell completes as it always does.
 */
final class BashCompletion {
    private static final String ZSH_HEAD = """
        # Completion of coop for zsh.
        autoload -Uz compinit bashcompinit
        whence compdef >/dev/null || compinit
        bashcompinit
        """;

    private static final String WALK = """
        _coop() {
            local word=${COMP_WORDS[COMP_CWORD]} command= option= prefix= found= typed i
            COMPREPLY=()
            for ((i = 1; i < COMP_CWORD; i++)); do
                typed=${COMP_WORDS[i]}
                if [[ -n $option ]]; then
                    # bash takes --option=value for three words, zsh for one.
                    [[ $typed == = ]] || option=
                    continue
                fi
                case $typed in
                    --)
                        ((i == COMP_CWORD - 1)) && COMPREPLY=($(compgen -c -- "$word"))
                        return
                        ;;
                    -*=*) ;;
                    -*)
                        _coop_values "$command $typed"
                        [[ -n $found ]] && option=$typed
                        ;;
                    *)
                        _coop_commands "$command"
                        if [[ " $found " == *" $typed "* ]]; then
                            command=${command:+$command }$typed
                        elif [[ -z $command ]]; then
                            return
                        fi
                        ;;
                esac
            done
            if [[ -n $option && $word == = ]]; then
                word=
            elif [[ -z $option && $word == -*=* ]]; then
                option=${word%%=*}
                prefix=$option=
                word=${word#*=}
            fi
            if [[ -n $option ]]; then
                _coop_values "$command $option"
                case $found in
                    file) COMPREPLY=($(compgen -f -P "$prefix" -- "$word")) ;;
                    any) ;;
                    *) COMPREPLY=($(compgen -P "$prefix" -W "$found" -- "$word")) ;;
                esac
                return
            fi
            if [[ $word == -* ]]; then
                _coop_options "$command"
            else
                _coop_commands "$command"
                # A program may stand here, too; but all of them are too many to show.
                [[ -z $command && -n $word ]] && COMPREPLY=($(compgen -c -- "$word"))
            fi
            COMPREPLY+=($(compgen -W "$found" -- "$word"))
        }
        complete -o bashdefault -o default -F _coop coop
        """;

    private BashCompletion() {}

    static String of(CommandSpec coop) {
        return "# Completion of coop for bash.\n" + script(coop);
    }

    static String forZsh(CommandSpec coop) {
        return ZSH_HEAD + script(coop);
    }

    private static String script(CommandSpec coop) {
        List<String> commands = new ArrayList<>();
        List<String> options = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Completions.Node node : Completions.nodes(coop)) {
            List<String> words = new ArrayList<>(node.subcommands().keySet());
            words.addAll(node.arguments());
            commands.add(row(node.path(), words));
            options.add(row(
                    node.path(),
                    node.options().stream()
                            .map(Completions::names)
                            .flatMap(List::stream)
                            .toList()));
            node.options().stream()
                    .filter(Completions::takesValue)
                    .forEach(option -> values.add(row(node.path() + " " + option.longestName(), values(option))));
        }
        return function("_coop_commands", "the words that may follow a command", commands)
                + function("_coop_options", "the options of a command", options)
                + function("_coop_values", "what an option of a command takes: words, a file, or anything", values)
                + WALK;
    }

    private static List<String> values(OptionSpec option) {
        List<String> choices = Completions.choices(option);
        if (!choices.isEmpty()) {
            return choices;
        }
        return List.of(Completions.takesFile(option) ? "file" : "any");
    }

    private static String function(String name, String comment, List<String> rows) {
        return rows.stream()
                .collect(Collectors.joining(
                        "",
                        "# Sets found: " + comment + ".\n" + name + "() {\n    found=\n    case $1 in\n",
                        "    esac\n}\n"));
    }

    private static String row(String path, List<String> words) {
        return "        '%s') found='%s' ;;\n".formatted(path, String.join(" ", words));
    }
}
