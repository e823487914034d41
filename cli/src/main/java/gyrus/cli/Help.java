package gyrus.cli;

/// The first help page. It is plain ASCII, so that every terminal can show it.
final class Help {

    private Help() {}

    static final String TEXT = """
            Gyrus: deep learning for Java. Trains nets, judges them and asks them, on this machine.

            First steps
              gyrus train lenet             learn handwritten digits: about a minute, nothing to download
              gyrus eval lenet              judge what was learned, on digits that it has not seen
              gyrus predict lenet 7.png     ask the trained net about a picture

            Verbs
              list                          what can be trained: the recipes
              train RECIPE [key=value...]   train a net, into a new run folder
              resume RUN                    go on with a run that was cut
              launch --ranks N train ...    train on several processes that divide the batches
              eval RUN [split=test]         judge a trained net on data
              predict RUN FILE...           ask a trained net about files
              generate RUN prompt="..."     let a trained net write, word by word
              sample RUN [count=64]         let a trained net make pictures
              play RUN [episodes=100]       let a trained agent play
              project RUN|RECIPE            lay data, or a layer of a net, out in the plane
              explain RUN FILE              show what in a picture a net's answer rests on
              tune RUN --lora               teach a trained net more, by few weights
              shrink RUN --int8|--prune 0.9 make a trained net smaller
              search RECIPE [key=range...]  search for the best options of a recipe
              inspect RUN|RECIPE|FILE       the tensors of a net, or of a file of weights
              doctor                        the machine, what was chosen for it and why, and its speed
              completion bash|zsh|fish      a script by which the shell completes commands
              help [VERB]                   this page, or a verb's

            RUN is a run's folder, or a recipe's id for its newest run.

            Options of every verb
              --runs DIR                    where runs are and go (default: runs)
              --json                        the result as one JSON document
              --quiet                       no progress; warnings and errors only
              --debug                       with an error, its stack trace
              -h, --help                    help: on a verb, or on a recipe (gyrus train lenet --help)
              -V, --version                 the version

            Where things go
              Every run has a folder, runs/<recipe>/<number>: options.json, events.jsonl, pictures, and the
              weights in best/model.safetensors and last/model.safetensors. The result goes to standard
              output, all else to standard error. Status: 0 done, 1 failed, 2 wrong usage.
            """;
}
