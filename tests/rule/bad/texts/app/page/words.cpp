const char* title = "总览"; // no_english no_chinese one_word
