/// Learning by acting: environments, what is remembered of them, and the rules that learn from it.
module gyrus.agents {
    requires transitive gyrus.train;
    requires static org.jspecify;

    exports gyrus.agents;
    exports gyrus.agents.environment;
    exports gyrus.agents.policy;
    exports gyrus.agents.value;
}
