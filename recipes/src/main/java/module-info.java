/// The systems of Gyrus, one file each. What this module provides is the table of contents.
module gyrus.recipes {
    requires transitive gyrus.train;
    requires gyrus.agents;
    requires gyrus.methods;
    requires gyrus.models;
    requires static org.jspecify;

    exports gyrus.recipes;

    provides gyrus.train.Recipe with
            gyrus.recipes.DeepQLearning,
            gyrus.recipes.DdpmDigits,
            gyrus.recipes.GptText,
            gyrus.recipes.GanDigits,
            gyrus.recipes.LenetDigits,
            gyrus.recipes.OptionSearch,
            gyrus.recipes.ProximalPolicies,
            gyrus.recipes.KMeansGroups,
            gyrus.recipes.PrincipalComponents,
            gyrus.recipes.ResidualNet.ResNet18,
            gyrus.recipes.ResidualNet.ResNet34,
            gyrus.recipes.ResidualNet.ResNet50,
            gyrus.recipes.ResidualNet.ResNet101,
            gyrus.recipes.ResidualNet.ResNet152,
            gyrus.recipes.FirstNetwork,
            gyrus.recipes.PrototypeCharacters,
            gyrus.recipes.MamlCharacters,
            gyrus.recipes.SpamMessages,
            gyrus.recipes.InsurancePrices,
            gyrus.recipes.TsneMap,
            gyrus.recipes.VaeDigits;
}
