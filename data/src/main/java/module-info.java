/// Data: sets of examples and loaders, picture, table and text formats, checked downloads, generated sets.
module gyrus.data {
    requires transitive gyrus.tensor;
    requires java.desktop;
    requires java.net.http;
    requires de.siegmar.fastcsv;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports gyrus.data;
    exports gyrus.data.file;
    exports gyrus.data.image;
    exports gyrus.data.sets;
    exports gyrus.data.table;
    exports gyrus.data.text;
    exports gyrus.data.text.token;
}
