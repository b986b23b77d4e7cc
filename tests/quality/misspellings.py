"""Words of the seeds as people mistype them: what was typed, what was meant, how it went wrong."""

from typing import NamedTuple


class Slip(NamedTuple):
    """A query nobody's text answers, the query meant, and the kind of slip."""

    typed: str
    meant: str
    kind: str


_BY_KIND = {
    "same sound": "卫升=卫生 公共卫声=公共卫生 医潦=医疗 传燃病=传染病 免疫归划=免疫规划 家廷医生=家庭医生"
    " 妇呦保健=妇幼保健 孕产付=孕产妇 高学压=高血压 糖尿并=糖尿病 慢行病=慢性病 健康挡案=健康档案"
    " 疾病玉防=疾病预防 村未生室=村卫生室 乡镇卫生园=乡镇卫生院 医功体=医共体 全科一生=全科医生"
    " 中医要=中医药 献雪=献血 义珍=义诊",
    "near sound": "卫森=卫生 传感病=传染病 签约胡务=签约服务 健康体减=健康体检 双向转征=双向转诊",
    "same shape": "计划生肓=计划生育 予防接种=预防接种 冶疗=治疗 老午人=老年人 村医主=村医生"
    " 免疫接神=免疫接种 公立医浣=公立医院 中医诠=中医馆 中匠馆=中医馆",
    "order": "公卫共生=公共卫生 种接=接种 生卫院=卫生院 家庭生医=家庭医生",
    "one more or less": "公共生=公共卫生 家医生=家庭医生 高高血压=高血压 乡镇生院=乡镇卫生院 疫疫苗=疫苗",
    "pinyin": "weisheng=卫生 gonggongweisheng=公共卫生 wei_sheng=卫生 wei'sheng=卫生 zhongyiguan=中医馆"
    " jiatingyisheng=家庭医生 yigongti=医共体 gaoxueya=高血压 tuoyu=托育 chuanranbing=传染病 yimiao=疫苗"
    " jihuashengyu=计划生育 fuyoubaojian=妇幼保健 jibengonggongweisheng=基本公共卫生 yushanqu=雨山区"
    " manxingbing=慢性病 qianyue=签约 yiliaofuwu=医疗服务 aiguoweisheng=爱国卫生 tangniaobing=糖尿病",
    "near pinyin": "weishen=卫生 cuanranbing=传染病 zongyiguan=中医馆 jiatinyisheng=家庭医生 gaoxueya=高血压",
    "initials": "ggws=公共卫生 ggwsfw=公共卫生服务 jtys=家庭医生 xzwsy=乡镇卫生院 gxy=高血压 jhsy=计划生育"
    " fybj=妇幼保健 ysq=雨山区 crb=传染病",
    "mixed": "zhongyi馆=中医馆 家庭yisheng=家庭医生 gong共ws=公共卫生 传ran病=传染病 高xy=高血压",
}
SLIPS = tuple(
    Slip(typed.replace("_", " "), meant, kind)
    for kind, listed in _BY_KIND.items()
    for typed, _is, meant in (pair.partition("=") for pair in listed.split())
)
