// Wrote libxlsxwriter.xlsx: cc libxlsxwriter.c -lxlsxwriter && ./a.out
#include <xlsxwriter.h>

int main(void) {
    lxw_workbook* book = workbook_new("libxlsxwriter.xlsx");
    lxw_worksheet* sheet = workbook_add_worksheet(book, "台账");
    lxw_format* day = workbook_add_format(book);
    lxw_datetime date = {2024, 7, 5, 0, 0, 0};
    format_set_num_format(day, "yyyy-mm-dd");
    worksheet_write_string(sheet, 0, 0, "单位名称", NULL);
    worksheet_write_string(sheet, 0, 1, "日期", NULL);
    worksheet_write_string(sheet, 1, 0, "江北建工有限公司", NULL);
    worksheet_write_datetime(sheet, 1, 1, &date, day);
    worksheet_write_number(sheet, 1, 2, 0.1, NULL);
    worksheet_write_boolean(sheet, 1, 3, 1, NULL);
    worksheet_write_formula_num(sheet, 1, 4, "=1+1", NULL, 2);
    worksheet_merge_range(sheet, 2, 0, 2, 3, "合计", NULL);
    worksheet_set_row_opt(sheet, 1, LXW_DEF_ROW_HEIGHT, NULL, &(lxw_row_col_options){.hidden = 1});
    return workbook_close(book);
}
