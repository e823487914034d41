package gyrus.cli;

import gyrus.train.Options;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `gyrus completion`: a script by which a shell completes verbs, recipes and their options, as they are now.
final class Completion implements Verb {

    private static final List<String> FLAGS =
            List.of("--runs", "--json", "--quiet", "--debug", "--dry-run", "--help", "--version");

    @Override
    public String help() {
        return """
                gyrus completion bash|zsh|fish

                A script by which the shell completes verbs, recipes and options. For this session:

                  bash    source <(gyrus completion bash)
                  zsh     source <(gyrus completion zsh)
                  fish    gyrus completion fish | source

                To keep it, put that line into ~/.bashrc, ~/.zshrc or ~/.config/fish/config.fish.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String shell = arguments.name("bash|zsh|fish");
        arguments.end();
        SequencedMap<String, List<String>> options = new TreeMap<>();
        for (Recipe<?> recipe : Recipes.all()) options.put(recipe.card().id(), options(recipe));
        call.out().print(switch (shell) {
            case "bash" -> bash(options);
            case "zsh" -> zsh(options);
            case "fish" -> fish(options);
            default -> throw new Usage("no shell \"%s\" here; there are bash, zsh and fish".formatted(shell));
        });
    }

    private static List<String> options(Recipe<?> recipe) {
        return Options.rows(recipe.defaults()).stream().map(row -> row.name() + "=").toList();
    }

    private static String bash(SequencedMap<String, List<String>> options) {
        return """
                _gyrus() {
                    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=
                    local verb=${COMP_WORDS[1]} recipe=${COMP_WORDS[2]}
                    COMPREPLY=()
                    if [[ $COMP_CWORD -eq 1 ]]; then
                        words='VERBS help --help --version'
                    elif [[ $cur == = || $prev == = ]]; then
                        local key=${COMP_WORDS[COMP_CWORD-2]}
                        [[ $cur == = ]] && key=$prev cur=
                        [[ $key == split ]] && words='train validation test all'
                    elif [[ $cur == -* ]]; then
                        words='FLAGS'
                    elif [[ $COMP_CWORD -eq 2 ]]; then
                        case $verb in
                            train|search|RUNNERS) words='RECIPES' ;;
                            launch) words='--ranks train resume' ;;
                            completion) words='bash zsh fish' ;;
                            help) words='VERBS' ;;
                        esac
                    else
                        case $recipe in
                OPTIONS
                        esac
                        case $verb in
                            eval) words="$words split= weights=" ;;
                            predict) words='weights=' ;;
                            generate) words='prompt= tokens= temperature= seed=' ;;
                            sample) words='count= seed= out=' ;;
                            play) words='episodes= seed=' ;;
                            train|inspect|project|search) ;;
                            *) words= ;;
                        esac
                        compopt -o nospace 2>/dev/null
                    fi
                    COMPREPLY=($(compgen -W "$words" -- "$cur"))
                    [[ ${COMPREPLY[0]} == *= ]] || compopt +o nospace 2>/dev/null
                }
                complete -o default -F _gyrus gyrus ./gyrus
                """.replace("VERBS", String.join(" ", Verbs.NAMES)).replace("FLAGS", String.join(" ", FLAGS))
                .replace("RECIPES", String.join(" ", options.keySet()))
                .replace("RUNNERS", String.join("|", Verbs.ABOUT_RUNS))
                .replace("OPTIONS", cases(options, "            %s) words='%s' ;;"));
    }

    private static String zsh(SequencedMap<String, List<String>> options) {
        return """
                #compdef gyrus
                _gyrus() {
                    local -a own
                    if (( CURRENT == 2 )); then
                        compadd -- VERBS help --help --version
                    elif [[ $PREFIX == split=* ]]; then
                        compset -P '*='
                        compadd -- train validation test all
                    elif [[ $PREFIX == *=* || $words[CURRENT-1] == --runs ]]; then
                        compset -P '*='
                        _files
                    elif [[ $PREFIX == -* ]]; then
                        compadd -- FLAGS
                    elif (( CURRENT == 3 )); then
                        case $words[2] in
                            train|search) compadd -- RECIPES ;;
                            RUNNERS) compadd -- RECIPES; _files ;;
                            launch) compadd -- --ranks train resume ;;
                            completion) compadd -- bash zsh fish ;;
                            help) compadd -- VERBS ;;
                        esac
                    else
                        case $words[3] in
                OPTIONS
                        esac
                        case $words[2] in
                            train|inspect|project|search) compadd -S '' -- $own ;;
                            eval) compadd -S '' -- $own split= weights= ;;
                            predict) compadd -S '' -- weights=; _files ;;
                        esac
                    fi
                }
                if [[ $funcstack[1] == _gyrus ]]; then _gyrus "$@"; else compdef _gyrus gyrus; fi
                """.replace("VERBS", String.join(" ", Verbs.NAMES)).replace("FLAGS", String.join(" ", FLAGS))
                .replace("RECIPES", String.join(" ", options.keySet()))
                .replace("RUNNERS", String.join("|", Verbs.ABOUT_RUNS))
                .replace("OPTIONS", cases(options, "            %s) own=(%s) ;;"));
    }

    private static String fish(SequencedMap<String, List<String>> options) {
        String seen = "__fish_seen_subcommand_from ";
        String own = options.entrySet().stream()
                .map(e -> "complete -c gyrus -f -n '" + seen + "train eval inspect; and " + seen + e.getKey()
                        + "' -a '" + String.join(" ", e.getValue()) + "'\n")
                .collect(Collectors.joining());
        return """
                complete -c gyrus -f -n '__fish_use_subcommand' -a 'VERBS help'
                complete -c gyrus -f -n 'SEENTAKERS; and not SEENRECIPES' -a 'RECIPES'
                complete -c gyrus -F -n 'SEENRUNNERS'
                complete -c gyrus -f -n 'SEENlaunch' -l ranks -r -a 'train resume'
                complete -c gyrus -f -n 'SEENcompletion' -a 'bash zsh fish'
                complete -c gyrus -f -n 'SEENeval' -a 'split=train split=validation split=all weights='
                complete -c gyrus -f -n 'SEENpredict' -a 'weights='
                complete -c gyrus -l runs -r -d 'where runs are and go'
                complete -c gyrus -l json -d 'the result as one JSON document'
                complete -c gyrus -l quiet -d 'warnings and errors only'
                complete -c gyrus -l debug -d 'with an error, its stack trace'
                complete -c gyrus -l help -s h -d 'help'
                """.replace("VERBS", String.join(" ", Verbs.NAMES)).replace("SEEN", seen)
                .replace("RUNNERS", String.join(" ", Verbs.ABOUT_RUNS))
                .replace("TAKERS", "train search " + String.join(" ", Verbs.ABOUT_RUNS))
                .replace("RECIPES", String.join(" ", options.keySet())) + own;
    }

    private static String cases(SequencedMap<String, List<String>> options, String line) {
        return options.entrySet().stream()
                .map(e -> line.formatted(e.getKey(), String.join(" ", e.getValue())))
                .collect(Collectors.joining("\n"));
    }
}
