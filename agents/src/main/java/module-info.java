/// Learning by acting: environments, what is remembered of them, and the rules that learn from it.
module gyrus.agents {
    requires transitive gyrus.train;
    requires static org.jspecify;

    exports gyrus.agents.environment;
}
