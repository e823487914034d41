/// Architectures, by family: configuration, whole net, parts.
module gyrus.models {
    requires transitive gyrus.nn;
    requires static org.jspecify;

    exports gyrus.models.foundation.perceptron;
    exports gyrus.models.foundation.tabular;
    exports gyrus.models.generative.diffusion;
    exports gyrus.models.generative.gan;
    exports gyrus.models.generative.vae;
    exports gyrus.models.language.fasttext;
    exports gyrus.models.language.gpt;
    exports gyrus.models.vision.conv4;
    exports gyrus.models.vision.lenet;
    exports gyrus.models.vision.resnet;
    exports gyrus.models.vision.unet;
}
