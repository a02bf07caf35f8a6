const char* title = "总览"; // T::no_english T::no_chinese T::one_word T::foreign
